package dev.zta.duckdb;

import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.site.SiteId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** Takes events up into their units, all within one transaction of the writer. */
final class Batch {
    private static final String COUNT_RECORDS = """
            UPDATE unit SET version = $VERSION, records = batch.records,
                first_ms = least(unit.first_ms, batch.first_ms),
                last_ms = greatest(unit.last_ms, batch.last_ms),
                first_view_ms = least(unit.first_view_ms, batch.first_view_ms),
                last_view_ms = greatest(unit.last_view_ms, batch.last_view_ms)
            FROM batch_unit batch WHERE unit.number = batch.unit
            """;

    private record Place(SiteId site, LocalDate day) {}

    /** What a batch adds to one unit. */
    private static final class Addition {
        private final UnitRow unit;
        private int records;
        private int firstMs = Integer.MAX_VALUE;
        private int lastMs = Integer.MIN_VALUE;
        private int firstViewMs = Integer.MAX_VALUE;
        private int lastViewMs = Integer.MIN_VALUE;

        Addition(UnitRow unit) {
            this.unit = unit;
            records = unit.records();
        }

        int arrival(Event event) {
            int at =
                    (int) Duration.between(event.day().startsAt(), event.time()).toMillis();
            firstMs = Math.min(firstMs, at);
            lastMs = Math.max(lastMs, at);
            if (event.detail() instanceof Detail.Pageview) {
                firstViewMs = Math.min(firstViewMs, at);
                lastViewMs = Math.max(lastViewMs, at);
            }
            records++;
            return records;
        }

        /** Whether the records went past a multiple of the step. */
        boolean hasPassed(int step) {
            return unit.records() / step < records / step;
        }

        UnitRow after() {
            return unit.with(records);
        }

        UnitRow deferred() {
            return after().in(UnitState.PENDING);
        }
    }

    private final Session session;
    private final Sites sites;
    private final Units units;
    private final Map<Place, Addition> additions = new LinkedHashMap<>();

    Batch(Session session, Sites sites, Units units) {
        this.session = session;
        this.sites = sites;
        this.units = units;
    }

    /** Stores the events, in this order. */
    void add(List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        // Units are looked up before the appender opens, which holds rows back from the statements in between.
        List<Addition> places = new ArrayList<>(events.size());
        for (Event event : events) {
            places.add(addition(event));
        }
        try (EventRows rows = new EventRows(session)) {
            for (int i = 0; i < events.size(); i++) {
                Addition addition = places.get(i);
                rows.add(addition.unit.number(), addition.arrival(events.get(i)), events.get(i));
            }
        }
    }

    private Addition addition(Event event) throws SQLException {
        Place place = new Place(event.site(), event.day().date());
        Addition known = additions.get(place);
        if (known != null) {
            return known;
        }
        UnitRow unit = units.resolve(session, sites.resolve(session, event.site()), event.day());
        if (!unit.state().isOpen()) {
            ClosedUnits.reopen(session, List.of(unit));
            unit = unit.in(UnitState.PENDING);
        }
        Addition addition = new Addition(unit);
        additions.put(place, addition);
        return addition;
    }

    /** Counts the records in their units and, if wanted, leaves the units' sessions to be derived later. */
    void finish(long version, boolean isDeferred) throws SQLException {
        session.execute(OpenUnits.BATCH.ddl());
        session.execute("DELETE FROM batch_unit");
        try (DuckDBAppender rows = session.appender(OpenUnits.BATCH)) {
            for (Addition addition : additions.values()) {
                rows.beginRow();
                rows.append(addition.unit.number());
                rows.append(addition.unit.records());
                rows.append(addition.records);
                rows.append(addition.firstMs);
                rows.append(addition.lastMs);
                appendUnlessNone(rows, addition.firstViewMs, addition.lastViewMs < addition.firstViewMs);
                appendUnlessNone(rows, addition.lastViewMs, addition.lastViewMs < addition.firstViewMs);
                rows.endRow();
            }
        }
        session.execute(COUNT_RECORDS.replace("$VERSION", Long.toString(version)));
        if (isDeferred) {
            session.execute("UPDATE unit SET state = 'pending' WHERE number IN (SELECT unit FROM batch_unit)");
            keep(additions.values().stream().map(Addition::deferred).toList());
        } else if (!additions.isEmpty()) {
            keep(derive());
        }
    }

    private void keep(List<UnitRow> changed) {
        changed.forEach(units::keep);
    }

    /** Derives what the batch changed; returns the units as they are then. */
    private List<UnitRow> derive() throws SQLException {
        List<Addition> open = additions.values().stream()
                .filter(addition -> addition.unit.state() == UnitState.OPEN)
                .toList();
        OpenUnits.deriveBatch(
                session,
                open.stream()
                        .map(addition -> addition.unit)
                        .filter(UnitRow::isRolledUp)
                        .toList());
        OpenRollUps.merge(
                session,
                open.stream()
                        .filter(addition ->
                                addition.unit.isRolledUp() && addition.hasPassed(units.recordsBetweenMerges()))
                        .map(addition -> addition.unit)
                        .toList());
        List<UnitRow> large = open.stream()
                .filter(addition -> !addition.unit.isRolledUp() && units.isLarge(addition.records))
                .map(Addition::after)
                .toList();
        OpenRollUps.begin(session, large);
        return additions.values().stream()
                .map(Addition::after)
                .map(unit -> large.contains(unit) ? unit.rolledUp(true) : unit)
                .toList();
    }

    private static void appendUnlessNone(DuckDBAppender rows, int value, boolean isNone) throws SQLException {
        if (isNone) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
    }

    /** Numbers of the sites whose records changed. */
    Set<Integer> sites() {
        return additions.values().stream().map(addition -> addition.unit.site()).collect(Collectors.toSet());
    }
}
