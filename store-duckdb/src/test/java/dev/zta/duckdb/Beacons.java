package dev.zta.duckdb;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Pageviews of one site and day, as the journal hands them over. */
final class Beacons {
    static final SiteId SITE = new SiteId("site_of_beacons");
    static final SiteDay DAY = SiteDay.of(LocalDate.of(2026, 3, 1), ZoneOffset.UTC);
    static final Period WHOLE_DAY = new Period(DAY.startsAt(), DAY.endsAt(), ZoneOffset.UTC);
    static final Query PAGEVIEWS = Query.totals(SITE, WHOLE_DAY, List.of(), List.of(Metric.PAGEVIEWS_COUNT));

    private static final int DAY_MILLIS = 86_400_000;
    private static final long MEMORY_BYTES = 128L << 20;

    private Beacons() {}

    static DuckDbSettings settings(Path folder) {
        return new DuckDbSettings(folder.resolve("events.duckdb"), MEMORY_BYTES, 2, folder.resolve("temporary"));
    }

    /** A record with so many pageviews, each by another visitor. */
    static JournalRecord journalRecord(long sequence, int pageviews) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < pageviews; i++) {
            events.add(pageview(sequence, i));
        }
        Tally tally = Tally.of(SITE, DAY.startsAt(), Outcome.STORED, pageviews);
        return new JournalRecord(sequence, DAY.startsAt(), List.of(new JournalEntry(events, tally, List.of())));
    }

    private static Event pageview(long sequence, int number) {
        long millis = (sequence * 1_009 + number) % DAY_MILLIS;
        return pageview(SITE, DAY, millis, new Visitor(sequence, number), "/page-" + number);
    }

    /** A pageview so many milliseconds after the day's start. */
    static Event pageview(SiteId site, SiteDay day, long millis, Visitor visitor, String path) {
        return new Event(
                site,
                day,
                day.startsAt().plus(Duration.ofMillis(millis)),
                visitor,
                0,
                path,
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Detail.Pageview(0));
    }
}
