package dev.zta.server.imports;

import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.site.Site;

/** The rules for the logs of a site. */
@FunctionalInterface
public interface RuleBook {
    /** Rules for one import. */
    LineRules rules(Site site, AccessLogFormat format);
}
