package dev.zta.server.identity;

import dev.zta.core.site.SiteId;
import java.time.LocalDate;

/** Which salt. */
record SaltName(SiteId site, LocalDate day, SaltKind kind) {}
