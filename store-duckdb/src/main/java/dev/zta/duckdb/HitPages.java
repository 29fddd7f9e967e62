package dev.zta.duckdb;

import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitOrder;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitPosition;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import dev.zta.duckdb.Units.Stretch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads hits in pages, each from one consistent state and day by day. Thread-safe. */
final class HitPages {
    /** Of an open day all sessions are derived for a page, which takes a second for a million records. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private final Engine engine;
    private final Sites sites;

    HitPages(Engine engine, Sites sites) {
        this.engine = engine;
        this.sites = sites;
    }

    /** A hit with what its position is made of. */
    private record Found<T>(Instant time, T hit) {}

    /** Says which rows of a unit are wanted, in their order. */
    @FunctionalInterface
    private interface Select {
        Sql of(Session session, HitRange range) throws SQLException;
    }

    /** Makes a hit of a row. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row, Instant time) throws SQLException;
    }

    HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most) {
        return page(site, span, most, HitRows::pageviews, HitRows::pageview);
    }

    HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most) {
        return page(site, span, most, (_, range) -> HitRows.customEvents(range), HitRows::customEvent);
    }

    private <T> HitPage<T> page(SiteId site, HitSpan span, int most, Select select, Reader<T> reader) {
        Optional<Integer> number = sites.number(site);
        return number.isEmpty()
                ? new HitPage<>(List.of(), Optional.empty())
                : engine.read(
                        session -> page(span, most, found(session, number.get(), span, most + 1, select, reader)),
                        TIME_LIMIT);
    }

    private static <T> List<Found<T>> found(
            Session session, int site, HitSpan span, int most, Select select, Reader<T> reader) throws SQLException {
        List<Found<T>> found = new ArrayList<>();
        for (UnitRow unit : units(session, site, span)) {
            int wanted = most - found.size();
            if (wanted > 0) {
                Instant start = unit.day().startsAt();
                Sql sql = select.of(session, HitRange.of(unit, span, wanted));
                found.addAll(session.query(sql, row -> {
                    Instant time = start.plusMillis(row.getLong("at_ms"));
                    return new Found<>(time, reader.read(row, time));
                }));
                if (unit.state().isOpen()) {
                    Sessions.forget(session);
                }
            }
        }
        return upTo(span, found);
    }

    /** The days that a span touches, in its order. */
    private static List<UnitRow> units(Session session, int site, HitSpan span) throws SQLException {
        Stretch stretch = new Stretch(site, span.earliest(), span.latest().plusMillis(1));
        List<UnitRow> units = Units.overlapping(session, List.of(stretch)).getFirst();
        return span.order() == HitOrder.OLDEST_FIRST ? units : units.reversed();
    }

    /** Of the hits at the span's last instant, those that still belong to it. */
    private static <T> List<Found<T>> upTo(HitSpan span, List<Found<T>> found) {
        Instant last = span.to().time();
        int before = span.from().time().equals(last) ? span.from().passed() : 0;
        long inside = found.stream().filter(row -> !row.time.equals(last)).count();
        return found.subList(0, (int)
                Math.min(found.size(), inside + Math.max(0, span.to().passed() - before)));
    }

    /** The first of the rows that were found, of which one more than wanted says that there are more. */
    private static <T> HitPage<T> page(HitSpan span, int most, List<Found<T>> found) {
        List<Found<T>> page = found.subList(0, Math.min(most, found.size()));
        return new HitPage<>(
                page.stream().map(Found::hit).toList(),
                found.size() > most ? Optional.of(behind(span.from(), page)) : Optional.empty());
    }

    private static <T> HitPosition behind(HitPosition from, List<Found<T>> page) {
        Found<T> last = page.getLast();
        long ofItsInstant =
                page.stream().filter(row -> row.time.equals(last.time)).count();
        int before = from.time().equals(last.time) ? from.passed() : 0;
        return new HitPosition(last.time, before + Math.toIntExact(ofItsInstant));
    }
}
