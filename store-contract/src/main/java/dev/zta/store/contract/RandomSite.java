package dev.zta.store.contract;

import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A site and its stored days, some of which have unusual borders.
 *
 * @param zone its present time zone
 * @param days consecutive, oldest first
 */
record RandomSite(SiteId id, ZoneId zone, List<SiteDay> days) {
    private static final int DAYS = 3;
    private static final int MANY_DAYS = 150;
    private static final int SOME = 3;

    /**
     * A few of the sites, others for the next seed: an engine's time goes into closing days, of which there are then nine and
     * not more than twenty.
     */
    static List<RandomSite> some(long seed) {
        List<RandomSite> all = all();
        return LongStream.range(0, SOME)
                .mapToObj(place -> all.get(Math.floorMod(seed * SOME + place, all.size())))
                .toList();
    }

    /** Clocks that jump forward, back, at midnight, stand at odd minutes, are far ahead, or belong to a site that moved. */
    private static List<RandomSite> all() {
        return List.of(
                of("site_utc_leap", "UTC", LocalDate.of(2024, 2, 28), DAYS),
                of("site_berlin_spring", "Europe/Berlin", LocalDate.of(2026, 3, 28), DAYS),
                of("site_berlin_autumn", "Europe/Berlin", LocalDate.of(2026, 10, 24), DAYS),
                of("site_kathmandu", "Asia/Kathmandu", LocalDate.of(2025, 12, 30), DAYS),
                of("site_kiritimati", "Pacific/Kiritimati", LocalDate.of(2026, 6, 29), DAYS),
                of("site_sao_paulo", "America/Sao_Paulo", LocalDate.of(2018, 11, 3), DAYS),
                moved());
    }

    /** A site of so many days in a row that some are summed up together. */
    static RandomSite withHistory() {
        return of("site_history", "Europe/Berlin", LocalDate.of(2026, 1, 3), MANY_DAYS);
    }

    private static RandomSite of(String id, String zone, LocalDate first, int count) {
        ZoneId zoneId = ZoneId.of(zone);
        List<SiteDay> days = first.datesUntil(first.plusDays(count))
                .map(date -> SiteDay.of(date, zoneId))
                .toList();
        return new RandomSite(new SiteId(id), zoneId, days);
    }

    /** From Berlin to Kathmandu: the day of the change is shorter (contract: sites, "Time zone"). */
    private static RandomSite moved() {
        ZoneId old = ZoneId.of("Europe/Berlin");
        ZoneId now = ZoneId.of("Asia/Kathmandu");
        LocalDate change = LocalDate.of(2026, 5, 12);
        List<SiteDay> days = new ArrayList<>();
        days.add(SiteDay.of(change.minusDays(1), old));
        days.add(new SiteDay(
                change,
                SiteDay.of(change, old).startsAt(),
                SiteDay.of(change, now).endsAt(),
                now));
        days.add(SiteDay.of(change.plusDays(1), now));
        return new RandomSite(new SiteId("site_moved"), now, List.copyOf(days));
    }

    Instant start() {
        return days.getFirst().startsAt();
    }

    Instant end() {
        return days.getLast().endsAt();
    }

    SiteDay dayOf(Instant time) {
        return days.stream().filter(day -> day.contains(time)).findFirst().orElseThrow();
    }
}
