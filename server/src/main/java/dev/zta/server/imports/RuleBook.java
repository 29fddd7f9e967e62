package dev.zta.server.imports;

import dev.zta.core.site.Site;

/** The rules for the logs of a site. */
@FunctionalInterface
public interface RuleBook {
    /**
     * Rules for one import.
     *
     * @param format any but {@link ImportFormat#AUTO}
     */
    LineRules rules(Site site, ImportFormat format);
}
