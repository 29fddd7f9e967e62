package dev.zta.core.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the days of a site begin, now and in the past (contract: sites, "Time zone"). A change acts from the next local
 * midnight on: days before keep their borders, the day at the change is longer or shorter, and no date occurs twice. Where
 * the new zone is more than a day ahead of the old one, one date is left out.
 *
 * @param first the zone the site began with
 * @param changes the changes since, oldest first
 */
public record SiteCalendar(ZoneId first, List<Change> changes) {
    /**
     * A change of the time zone.
     *
     * @param from the end of a day by the zone before
     * @param firstDay the date of the day that begins there
     * @param zone where days begin from then on
     */
    public record Change(Instant from, LocalDate firstDay, ZoneId zone) {
        private SiteDay day() {
            return new SiteDay(
                    firstDay, from, firstDay.plusDays(1).atStartOfDay(zone).toInstant(), zone);
        }
    }

    public SiteCalendar {
        changes = List.copyOf(changes);
    }

    /** A calendar that never changed. */
    public static SiteCalendar of(ZoneId zone) {
        return new SiteCalendar(zone, List.of());
    }

    /** The zone that was asked for last, whether or not it acts yet. */
    public ZoneId zone() {
        return changes.isEmpty() ? first : changes.getLast().zone();
    }

    /** The zone that acts at an instant. */
    public ZoneId zoneAt(Instant instant) {
        int change = changeAt(instant);
        return change < 0 ? first : changes.get(change).zone();
    }

    /** The day that an instant falls on. */
    public SiteDay dayAt(Instant instant) {
        int change = changeAt(instant);
        if (change < 0) {
            return SiteDay.at(instant, first);
        }
        SiteDay firstOfZone = changes.get(change).day();
        return firstOfZone.contains(instant)
                ? firstOfZone
                : SiteDay.at(instant, changes.get(change).zone());
    }

    /** The day of a date; of one that was left out at a change, the day after. */
    public SiteDay dayOn(LocalDate date) {
        int next = changes.size();
        while (next > 0 && changes.get(next - 1).firstDay().isAfter(date)) {
            next--;
        }
        SiteDay day = next > 0 && changes.get(next - 1).firstDay().equals(date)
                ? changes.get(next - 1).day()
                : SiteDay.of(date, next == 0 ? first : changes.get(next - 1).zone());
        boolean isLeftOut = next < changes.size()
                && !day.startsAt().isBefore(changes.get(next).from());
        return isLeftOut ? changes.get(next).day() : day;
    }

    /** The calendar once another zone was asked for; a change that does not act yet is replaced. */
    public SiteCalendar changedTo(ZoneId zone, Instant now) {
        List<Change> acting = changes.subList(0, changeAt(now) + 1);
        SiteCalendar before = new SiteCalendar(first, acting);
        if (before.zone().equals(zone)) {
            return before;
        }
        SiteDay today = before.dayAt(now);
        LocalDate next = today.date().plusDays(1);
        LocalDate there = today.endsAt().atZone(zone).toLocalDate();
        Change change = new Change(today.endsAt(), there.isAfter(next) ? there : next, zone);
        return new SiteCalendar(first, append(acting, change));
    }

    private static List<Change> append(List<Change> acting, Change change) {
        List<Change> all = new ArrayList<>(acting);
        all.add(change);
        return all;
    }

    /** Place of the change that acts at an instant; -1 before the first. */
    private int changeAt(Instant instant) {
        int change = changes.size() - 1;
        while (change >= 0 && instant.isBefore(changes.get(change).from())) {
            change--;
        }
        return change;
    }
}
