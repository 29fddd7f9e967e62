package dev.zta.server.stats;

import dev.zta.core.query.Period;
import dev.zta.core.site.Site;
import java.time.Instant;
import java.util.Optional;

/** What of a period a site still keeps (contract: sites, "Retention"). */
public final class KeptPeriod {
    private KeptPeriod() {}

    /**
     * The part of a period that lies in days that are kept; a moment in which nothing can have happened if that is nothing.
     *
     * @param now decides which days are kept
     */
    public static Period of(Site site, Period asked, Instant now) {
        Optional<Instant> from =
                site.firstDayKept(now).map(day -> site.calendar().dayOn(day).startsAt());
        if (from.isEmpty() || !asked.start().isBefore(from.get())) {
            return asked;
        }
        return asked.end().isAfter(from.get())
                ? new Period(from.get(), asked.end(), asked.zone())
                : new Period(Instant.EPOCH, Instant.EPOCH.plusMillis(1), asked.zone());
    }
}
