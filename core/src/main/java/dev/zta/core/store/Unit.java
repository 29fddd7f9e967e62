package dev.zta.core.store;

import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;

/** A site's day: what sessions, visitors and roll-ups never leave. */
public record Unit(SiteId site, SiteDay day) {}
