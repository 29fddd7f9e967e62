package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteDay;
import dev.zta.duckdb.Answers.Answer;
import dev.zta.duckdb.Units.Stretch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers totals and rows by day without filters, of any number of sites with a period each, by as many statements as for one
 * site: whole closed days are added up where they are stored, and what is left of all sites (open days, parts of days) is
 * counted in one pass.
 */
final class DailyReports {
    /** Whose numbers a row holds. */
    private enum Of {
        STRETCH,
        UNIT,
        SLICE
    }

    private final Session session;
    private final Set<Measure> measures = EnumSet.noneOf(Measure.class);

    /** What is asked about, those first of which days are wanted. */
    private final List<Stretch> stretches;

    private final int stretchesByDay;
    private final Map<Stretch, DailySums> sums = new HashMap<>();

    private DailyReports(Session session, List<Query> queries, List<Optional<Stretch>> asked) {
        this.session = session;
        Set<Stretch> byDay = new LinkedHashSet<>();
        for (int number = 0; number < queries.size(); number++) {
            Query query = queries.get(number);
            measures.addAll(query.measures());
            asked.get(number).filter(_ -> query.by().isPresent()).ifPresent(byDay::add);
        }
        Set<Stretch> all = new LinkedHashSet<>(byDay);
        asked.forEach(one -> one.ifPresent(all::add));
        stretchesByDay = byDay.size();
        stretches = List.copyOf(all);
        stretches.forEach(one -> sums.put(one, new DailySums()));
    }

    /** Whether these queries are for this class. */
    static boolean canAnswer(List<Query> queries) {
        return queries.stream()
                .allMatch(query -> query.filters().isEmpty()
                        && query.events().equals(EventChoice.ALL)
                        && query.by().orElse(Dimension.DAY) == Dimension.DAY);
    }

    /**
     * Answers.
     *
     * @param stretches which records each query looks at; empty: none
     */
    static Answer answer(Session session, List<Query> queries, List<Optional<Stretch>> stretches) throws SQLException {
        DailyReports reports = new DailyReports(session, queries, stretches);
        List<UnitRow> pending = reports.sumUp();
        List<ReportTable> tables = new ArrayList<>();
        for (int number = 0; number < queries.size() && pending.isEmpty(); number++) {
            tables.add(stretches
                    .get(number)
                    .map(reports::sums)
                    .orElseGet(DailySums::new)
                    .table(queries.get(number)));
        }
        return new Answer(tables, pending);
    }

    /** A unit whose stored rows are not enough for a stretch. */
    private record Left(Stretch stretch, UnitRow unit) {
        boolean isWhole() {
            return Scope.isWhole(unit, stretch.start(), stretch.end());
        }

        /** Whether the rows of an open unit are kept current with each batch. */
        boolean isStored() {
            return isWhole() && unit.isRolledUp();
        }

        Slice slice(int number) {
            return new Slice(number, unit, stretch.start(), stretch.end());
        }
    }

    /** Fills the sums; returns the units that must be derived before it can. */
    private List<UnitRow> sumUp() throws SQLException {
        if (stretches.isEmpty()) {
            return List.of();
        }
        List<Left> left = session.query(
                Sql.of("SELECT " + UnitRow.COLUMNS + ", place" + Units.in(stretches) + " AND NOT "
                        + Units.CLOSED_AND_WHOLE + " ORDER BY place, starts_at"),
                row -> new Left(stretches.get(row.getInt("place")), UnitRow.read(row)));
        List<UnitRow> pending = left.stream()
                .map(Left::unit)
                .filter(unit -> unit.state() == UnitState.PENDING)
                .distinct()
                .toList();
        if (pending.isEmpty()) {
            addStored(left.stream().filter(Left::isStored).toList());
            for (List<Left> together :
                    chunks(left.stream().filter(one -> !one.isStored()).toList())) {
                addCounted(together);
            }
        }
        return pending;
    }

    /** As many as are counted by one statement; one that looks at much has the engine's memory to itself. */
    private static List<List<Left>> chunks(List<Left> left) {
        List<List<Left>> chunks = new ArrayList<>();
        long records = Reports.MOST_RECORDS_TOGETHER;
        for (Left one : left) {
            records += one.unit.records();
            if (records > Reports.MOST_RECORDS_TOGETHER) {
                chunks.add(new ArrayList<>());
                records = one.unit.records();
            }
            chunks.getLast().add(one);
        }
        return chunks;
    }

    private void addStored(List<Left> open) throws SQLException {
        List<Sql> parts = new ArrayList<>();
        parts.add(Sql.of("SELECT '" + Of.STRETCH + "' AS whose, place AS number, CASE WHEN place < " + stretchesByDay
                + " THEN day END AS day, " + sumsOfAll() + " FROM "
                + RollUps.table(Dimension.DAY).name() + " stored JOIN (SELECT place, number, day"
                + Units.in(stretches) + " AND " + Units.CLOSED_AND_WHOLE
                + ") chosen ON chosen.number = stored.unit GROUP BY ALL"));
        if (!open.isEmpty()) {
            parts.add(summed(Of.UNIT, OpenRollUps.stored(units(open), Dimension.DAY, measures)));
        }
        add(Sql.join(" UNION ALL ", parts), open, List.of());
    }

    private void addCounted(List<Left> left) throws SQLException {
        List<Left> whole = left.stream().filter(Left::isWhole).toList();
        List<Left> cut = left.stream().filter(one -> !one.isWhole()).toList();
        Sql sql = new Sql();
        List<Sql> parts = new ArrayList<>();
        if (!whole.isEmpty()) {
            parts.add(counted(Of.UNIT, Scope.wholly(units(whole), anyPeriod(whole))));
        }
        if (!cut.isEmpty()) {
            List<Slice> slices = new ArrayList<>();
            cut.forEach(one -> slices.add(one.slice(slices.size())));
            sql.add(Slice.with(slices));
            parts.add(counted(Of.SLICE, Scope.ofSlices(slices, anyPeriod(cut))));
        }
        add(sql.add(Sql.join(" UNION ALL ", parts)), whole, cut);
    }

    /** Without hours nothing depends on it. */
    private static Period anyPeriod(List<Left> left) {
        SiteDay day = left.getFirst().unit.day();
        return new Period(day.startsAt(), day.endsAt(), day.zone());
    }

    private static List<UnitRow> units(List<Left> left) {
        return left.stream().map(Left::unit).distinct().toList();
    }

    private Sql counted(Of whose, Scope scope) {
        return summed(whose, new Rows(scope, Grain.UNIT).by(Dimension.DAY, measures));
    }

    private Sql summed(Of whose, Sql rows) {
        return Sql.of("SELECT '" + whose + "' AS whose, unit AS number, NULL::DATE AS day, " + sumsOfAll() + " FROM (")
                .add(rows)
                .add(") GROUP BY unit");
    }

    private String sumsOfAll() {
        return measures.stream().map(Terms::sum).collect(Collectors.joining(", "));
    }

    /**
     * Adds up what a statement says.
     *
     * @param whole those whose units it has rows of
     * @param cut those whose slices it has rows of, by their number
     */
    private void add(Sql rows, List<Left> whole, List<Left> cut) throws SQLException {
        Map<Integer, List<Left>> byUnit = whole.stream().collect(Collectors.groupingBy(one -> one.unit.number()));
        session.query(rows, row -> {
            int number = row.getInt("number");
            Measures found = measures(row);
            switch (Of.valueOf(row.getString("whose"))) {
                case STRETCH -> sums(stretches.get(number)).add(String.valueOf(row.getString("day")), found);
                case UNIT -> byUnit.getOrDefault(number, List.of()).forEach(one -> add(one, found));
                case SLICE -> add(cut.get(number), found);
            }
            return true;
        });
    }

    private void add(Left one, Measures found) {
        sums(one.stretch).add(one.unit.day().date().toString(), found);
    }

    private DailySums sums(Stretch stretch) {
        return Objects.requireNonNull(sums.get(stretch));
    }

    private Measures measures(ResultSet row) throws SQLException {
        Map<Measure, Long> values = new EnumMap<>(Measure.class);
        for (Measure measure : measures) {
            values.put(measure, row.getLong(Schema.column(measure)));
        }
        return new Measures(values);
    }
}
