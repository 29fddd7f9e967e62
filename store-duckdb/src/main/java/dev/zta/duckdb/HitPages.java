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
import java.util.function.Function;

/**
 * Reads hits in pages, each from one consistent state and day by day. What a page costs follows its hits, however many its days
 * have: where it ends is looked up first, by times alone. Thread-safe.
 */
final class HitPages {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private final Engine engine;
    private final Sites sites;
    private final PendingUnits pendingUnits;

    HitPages(Engine engine, Sites sites, PendingUnits pendingUnits) {
        this.engine = engine;
        this.sites = sites;
        this.pendingUnits = pendingUnits;
    }

    /** A hit with what its position is made of. */
    private record Found<T>(Instant time, T hit) {}

    /**
     * What one look at the store gave.
     *
     * @param pending units whose sessions must be derived before there is a page
     */
    private record Look<T>(List<Found<T>> found, List<UnitRow> pending) {}

    /** Makes a hit of a row. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row, Instant time) throws SQLException;
    }

    /** Says which rows of a unit are wanted, in their order, and what they are. */
    private record Hits<T>(RecordKind kind, boolean haveSessions, Function<HitRange, Sql> select, Reader<T> reader) {}

    private static final Hits<StoredPageview> PAGEVIEWS =
            new Hits<>(RecordKind.PAGEVIEW, true, HitRows::pageviews, HitRows::pageview);
    private static final Hits<StoredEvent> EVENTS =
            new Hits<>(RecordKind.EVENT, false, HitRows::customEvents, HitRows::customEvent);

    HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most) {
        return page(site, span, most, PAGEVIEWS);
    }

    HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most) {
        return page(site, span, most, EVENTS);
    }

    private <T> HitPage<T> page(SiteId site, HitSpan span, int most, Hits<T> hits) {
        Optional<Integer> number = sites.number(site);
        return number.isEmpty()
                ? new HitPage<>(List.of(), Optional.empty())
                : page(span, most, found(number.get(), span, most + 1, hits));
    }

    private <T> List<Found<T>> found(int site, HitSpan span, int most, Hits<T> hits) {
        long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        while (true) {
            Look<T> look = engine.read(session -> look(session, site, span, most, hits), until(deadline));
            if (look.pending.isEmpty()) {
                return look.found;
            }
            pendingUnits.derive(look.pending, until(deadline));
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static <T> Look<T> look(Session session, int site, HitSpan span, int most, Hits<T> hits)
            throws SQLException {
        List<Found<T>> found = new ArrayList<>();
        List<UnitRow> units = units(session, site, span);
        for (int place = 0; place < units.size() && found.size() < most; place++) {
            UnitRow unit = units.get(place);
            if (hits.haveSessions && unit.state() == UnitState.PENDING) {
                return new Look<>(List.of(), pending(units.subList(place, units.size())));
            }
            found.addAll(found(session, HitRange.of(unit, span, most - found.size()), hits));
        }
        return new Look<>(upTo(span, found), List.of());
    }

    private static List<UnitRow> pending(List<UnitRow> units) {
        return units.stream().filter(unit -> unit.state() == UnitState.PENDING).toList();
    }

    private static <T> List<Found<T>> found(Session session, HitRange range, Hits<T> hits) throws SQLException {
        Optional<HitRange> wanted = range.isWide() ? narrowed(session, range, hits.kind) : Optional.of(range);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Instant start = range.unit().day().startsAt();
        return session.query(hits.select.apply(wanted.get()), row -> {
            Instant time = start.plusMillis(row.getLong("at_ms"));
            return new Found<>(time, hits.reader.read(row, time));
        });
    }

    /** The range up to where its wanted hits end; empty: there are none. */
    private static Optional<HitRange> narrowed(Session session, HitRange range, RecordKind kind) throws SQLException {
        return session.first(range.last(HitRows.table(range.unit()), kind), row -> range.upTo(row.getLong(1)));
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
