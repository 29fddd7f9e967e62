package dev.zta.server.stats;

import dev.zta.core.query.Period;
import dev.zta.core.site.Site;
import java.time.Instant;
import java.util.Optional;

/** Keeps reports to the days that a site keeps, whether or not older ones are still stored (contract: sites, "Retention"). */
final class KeptPeriod {
    private KeptPeriod() {}

    /** The first instant that a site keeps; empty: everything. */
    static Optional<Instant> start(Site site, Instant now) {
        return site.firstDayKept(now).map(day -> site.calendar().dayOn(day).startsAt());
    }

    /** What of a period the site still keeps; a moment in which nothing can have happened if that is nothing. */
    static Period of(Period asked, Optional<Instant> start) {
        if (start.isEmpty() || !asked.start().isBefore(start.get())) {
            return asked;
        }
        return asked.end().isAfter(start.get())
                ? new Period(start.get(), asked.end(), asked.zone())
                : new Period(Instant.EPOCH, Instant.EPOCH.plusMillis(1), asked.zone());
    }
}
