package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Derives closed units anew from their records and compares with what is stored. */
final class Verifier {
    private final Session session;
    private final Sites sites;
    private final PackedFiles packed;

    Verifier(Session session, Sites sites, PackedFiles packed) {
        this.session = session;
        this.sites = sites;
        this.packed = packed;
    }

    /** A line for each difference of the units. */
    List<String> differences(List<UnitRow> units) throws SQLException {
        List<String> lines = new ArrayList<>();
        String which = Scope.among(units);
        session.execute("CREATE OR REPLACE TEMP TABLE verify_record AS FROM " + ClosedUnits.asOpenRecords(which));
        ClosedUnits.derive(session, "verify_record", which);
        compare(
                names(units),
                "sessions",
                ClosedUnits.derivedSessions("verify_record", which),
                Schema.CLOSED_SESSION,
                lines);
        for (Dimension dimension : RollUps.DIMENSIONS) {
            for (List<UnitRow> together : RollUps.countedTogether(units, dimension)) {
                compare(
                        names(together),
                        rowsBy(dimension),
                        RollUps.rows(together, dimension).text(),
                        RollUps.table(dimension),
                        lines);
            }
        }
        ClosedUnits.wronglyPlain(session, units)
                .forEach(unit ->
                        lines.add(names(units).get(unit) + ": hits differ from their sessions; rebuild the day"));
        for (UnitRow unit : packed.differing(session, units)) {
            lines.add(names(units).get(unit.number()) + ": its columns differ from its sessions; rebuild the day");
        }
        return lines;
    }

    /** The same of open units that are rolled up: their roll-ups against their sessions and hits. */
    List<String> openDifferences(List<UnitRow> units) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (Dimension dimension : OpenRollUps.DIMENSIONS) {
            compare(
                    names(units),
                    rowsBy(dimension),
                    RollUps.rows(units, dimension).text(),
                    OpenRollUps.summed(units, dimension),
                    RollUps.table(dimension).list(),
                    lines);
        }
        return lines;
    }

    /** The same of what is stored for several days together. */
    List<String> blockDifferences() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (List<Block> blocks : Blocks.workedOnTogether(session)) {
            Blocks.choose(session, blocks);
            for (Dimension dimension : Blocks.dimensions()) {
                compare(
                        blocks.stream().collect(Collectors.toMap(Block::number, this::name)),
                        rowsBy(dimension),
                        Blocks.rows(dimension),
                        RollUps.table(dimension),
                        lines);
            }
        }
        lines.addAll(fileDifferences());
        return lines;
    }

    /** The same of roll-ups that lie in files too. */
    private List<String> fileDifferences() throws SQLException {
        return packed.differingSums(session).stream()
                .map(file -> file + ": its sums differ from the roll-ups; delete the file")
                .toList();
    }

    private static String rowsBy(Dimension dimension) {
        return "roll-up rows by " + dimension.name().toLowerCase(Locale.ROOT);
    }

    private Map<Integer, String> names(List<UnitRow> units) {
        return units.stream()
                .collect(Collectors.toMap(
                        UnitRow::number,
                        unit -> "%s on %s"
                                .formatted(sites.id(unit.site()), unit.day().date())));
    }

    private String name(Block block) {
        return "%s in the %d days from %s"
                .formatted(sites.id(block.site()), block.days(), LocalDate.ofEpochDay(block.firstDay()));
    }

    /**
     * Compares rows.
     *
     * @param names of the units or blocks, by number
     */
    private void compare(Map<Integer, String> names, String what, String derived, Table stored, List<String> lines)
            throws SQLException {
        String kept =
                "FROM %s WHERE %s".formatted(stored.name(), Scope.amongNumbers("unit", List.copyOf(names.keySet())));
        compare(names, what, derived, kept, stored.list(), lines);
    }

    private void compare(
            Map<Integer, String> names, String what, String derived, String stored, String columns, List<String> lines)
            throws SQLException {
        String kept = "SELECT %s FROM (%s)".formatted(columns, stored);
        String right = "SELECT %s FROM (%s)".formatted(columns, derived);
        Map<Integer, Long> missing = countByUnit("(%s) EXCEPT ALL (%s)".formatted(right, kept));
        Map<Integer, Long> wrong = countByUnit("(%s) EXCEPT ALL (%s)".formatted(kept, right));
        new TreeMap<>(names).forEach((number, name) -> {
            long lacks = missing.getOrDefault(number, 0L);
            long hasTooMany = wrong.getOrDefault(number, 0L);
            if (lacks > 0 || hasTooMany > 0) {
                lines.add("%s: %d %s are missing and %d should not be there; rebuild the day"
                        .formatted(name, lacks, what, hasTooMany));
            }
        });
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
