package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Derives closed units anew from their records and compares with what is stored. */
final class Verifier {
    private final Session session;
    private final Sites sites;

    Verifier(Session session, Sites sites) {
        this.session = session;
        this.sites = sites;
    }

    /** A line for each difference of the units. */
    List<String> differences(List<UnitRow> units) throws SQLException {
        List<String> lines = new ArrayList<>();
        String which = Scope.among(units);
        session.execute("CREATE OR REPLACE TEMP TABLE verify_record AS FROM " + ClosedUnits.asOpenRecords(which));
        ClosedUnits.derive(session, "verify_record", which);
        compare(units, "sessions", ClosedUnits.derivedSessions("verify_record", which), Schema.CLOSED_SESSION, lines);
        for (Dimension dimension : Dimension.values()) {
            for (List<UnitRow> together : RollUps.countedTogether(units, dimension)) {
                compare(
                        together,
                        "roll-up rows by " + dimension.name().toLowerCase(Locale.ROOT),
                        RollUps.rows(together, dimension).text(),
                        RollUps.table(dimension),
                        lines);
            }
        }
        return lines;
    }

    private void compare(List<UnitRow> units, String what, String derived, Table stored, List<String> lines)
            throws SQLException {
        String columns = stored.list();
        String kept = "SELECT %s FROM %s WHERE %s".formatted(columns, stored.name(), Scope.among(units));
        String right = "SELECT %s FROM (%s)".formatted(columns, derived);
        Map<Integer, Long> missing = countByUnit("(%s) EXCEPT ALL (%s)".formatted(right, kept));
        Map<Integer, Long> wrong = countByUnit("(%s) EXCEPT ALL (%s)".formatted(kept, right));
        for (UnitRow unit : units) {
            long lacks = missing.getOrDefault(unit.number(), 0L);
            long hasTooMany = wrong.getOrDefault(unit.number(), 0L);
            if (lacks > 0 || hasTooMany > 0) {
                lines.add("%s on %s: %d %s are missing and %d should not be there; rebuild the day"
                        .formatted(sites.id(unit.site()), unit.day().date(), lacks, what, hasTooMany));
            }
        }
    }

    private Map<Integer, Long> countByUnit(String sql) throws SQLException {
        return session
                .query(
                        Sql.of("SELECT unit, count(*) FROM (" + sql + ") GROUP BY unit"),
                        row -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
