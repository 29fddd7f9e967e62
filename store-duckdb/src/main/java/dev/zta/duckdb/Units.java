package dev.zta.duckdb;

import dev.zta.core.site.SiteDay;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored days of sites. The writer keeps the ones it used last in memory; used by the writer's thread alone. */
final class Units {
    private static final int MOST_KEPT = 10_000;

    /** So many records are derived, closed or verified in one go: the work is done in memory, and its cost is mostly by statement. */
    static final int MOST_RECORDS = 200_000;

    /** Of sites with a few records a day, so many days: what is done for each of them takes memory too. */
    private static final int MOST_UNITS = 2_000;

    /** Whether a unit {@link #in in} a stretch has stored rows for all that the stretch has of it. */
    static final String CLOSED_AND_WHOLE = "(state IN ('" + UnitState.CLOSED.code() + "', '"
            + UnitState.COMPACTED.code() + "') AND starts_at + first_ms >= from_ms AND starts_at + last_ms < to_ms)";

    private record Key(int site, LocalDate day) {}

    private final int recordsOfLargeDay;

    private final Map<Key, UnitRow> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, UnitRow> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * None in memory yet.
     *
     * @param recordsOfLargeDay from so many records on, roll-ups of an open unit are kept with each batch
     */
    Units(int recordsOfLargeDay) {
        this.recordsOfLargeDay = recordsOfLargeDay;
    }

    /** Whether an open unit with so many records is worth {@link OpenRollUps roll-ups} of its own. */
    boolean isLarge(int records) {
        return records >= recordsOfLargeDay;
    }

    /** How often the roll-ups of an open unit are summed up. */
    int recordsBetweenMerges() {
        return Math.ceilDiv(recordsOfLargeDay, 2);
    }

    /** The unit, stored with these borders at first sight and never changed after. */
    UnitRow resolve(Session session, int site, SiteDay day) throws SQLException {
        Key key = new Key(site, day.date());
        UnitRow known = recent.get(key);
        if (known == null) {
            Optional<UnitRow> stored = find(session, site, day.date());
            known = stored.isPresent() ? stored.get() : add(session, site, day);
            recent.put(key, known);
        }
        return known;
    }

    private static UnitRow add(Session session, int site, SiteDay day) throws SQLException {
        int number = session.first(Sql.of("SELECT coalesce(max(number), 0) + 1 FROM unit"), row -> row.getInt(1))
                .orElseThrow();
        session.execute(Sql.of(
                "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, NULL, NULL, NULL, NULL, false, false)",
                number,
                site,
                day.date(),
                day.startsAt().toEpochMilli(),
                day.endsAt().toEpochMilli(),
                day.zone().getId(),
                UnitState.OPEN.code()));
        return new UnitRow(number, site, day, UnitState.OPEN, 0, 0, day.startsAt(), day.startsAt(), false, false);
    }

    /** Remembers a unit as the present transaction leaves it; after a rollback all must be forgotten. */
    void keep(UnitRow unit) {
        recent.put(new Key(unit.site(), unit.day().date()), unit);
    }

    /** Forgets what is in memory, since it may not be what is stored. */
    void forget() {
        recent.clear();
    }

    static Optional<UnitRow> find(Session session, int site, LocalDate day) throws SQLException {
        return session.first(
                Sql.of("SELECT " + UnitRow.COLUMNS + " FROM unit WHERE site = ? AND day = ?", site, day),
                UnitRow::read);
    }

    /** Marks units. */
    static void setState(Session session, List<UnitRow> units, UnitState state) throws SQLException {
        String which = Scope.among("number", units);
        session.execute("UPDATE unit SET state = '" + state.code() + "' WHERE " + which);
    }

    /**
     * A site's stretch of time.
     *
     * @param site number
     */
    record Stretch(int site, Instant start, Instant end) {}

    /** The units that overlap each of several stretches, oldest first; one statement, however many these are. */
    static List<List<UnitRow>> overlapping(Session session, List<Stretch> stretches) throws SQLException {
        List<List<UnitRow>> found = new ArrayList<>();
        stretches.forEach(_ -> found.add(new ArrayList<>()));
        if (stretches.isEmpty()) {
            return found;
        }
        session.query(
                Sql.of("SELECT " + UnitRow.COLUMNS + ", place" + in(stretches) + " ORDER BY place, starts_at"),
                row -> found.get(row.getInt("place")).add(UnitRow.read(row)));
        return found;
    }

    /** Selects from the units with records that overlap stretches; besides, in column place, the number of the stretch. */
    static String in(List<Stretch> stretches) {
        List<String> asked = new ArrayList<>();
        for (int place = 0; place < stretches.size(); place++) {
            Stretch one = stretches.get(place);
            asked.add("(%d, %d, %d, %d)".formatted(place, one.site, one.start.toEpochMilli(), one.end.toEpochMilli()));
        }
        return " FROM unit JOIN (VALUES " + String.join(", ", asked)
                + ") asked(place, asked_site, from_ms, to_ms) ON unit.site = asked.asked_site"
                + " AND starts_at < to_ms AND ends_at > from_ms WHERE records > 0";
    }

    /** All units of a site. */
    static List<UnitRow> of(Session session, int site) throws SQLException {
        return session.query(Sql.of("SELECT " + UnitRow.COLUMNS + " FROM unit WHERE site = ?", site), UnitRow::read);
    }

    static List<UnitRow> inStates(Session session, List<UnitState> states) throws SQLException {
        Sql wanted = Sql.join(
                ", ", states.stream().map(state -> Sql.of("?", state.code())).toList());
        return session.query(
                Sql.of("SELECT " + UnitRow.COLUMNS + " FROM unit WHERE state IN (")
                        .add(wanted)
                        .add(") ORDER BY number"),
                UnitRow::read);
    }

    /** The first of these units, at least one, that are worked on in one go. */
    static List<UnitRow> head(List<UnitRow> rows) {
        long records = 0;
        int count = 0;
        while (count < Math.min(rows.size(), MOST_UNITS)
                && (count == 0 || records + rows.get(count).records() <= MOST_RECORDS)) {
            records += rows.get(count).records();
            count++;
        }
        return rows.subList(0, count);
    }
}
