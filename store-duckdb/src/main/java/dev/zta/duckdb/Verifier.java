package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Derives closed units anew from their records and compares with what is stored. */
final class Verifier {
    private final Session session;
    private final Sites sites;

    Verifier(Session session, Sites sites) {
        this.session = session;
        this.sites = sites;
    }

    /** A line for each difference of the unit. */
    List<String> differences(UnitRow unit) throws SQLException {
        List<String> lines = new ArrayList<>();
        session.execute(
                "CREATE OR REPLACE TEMP TABLE verify_record AS FROM " + ClosedUnits.asOpenRecords(unit.number()));
        ClosedUnits.derive(session, "verify_record", unit.number());
        compare(
                unit,
                "sessions",
                ClosedUnits.derivedSessions("verify_record", unit.number()),
                Schema.CLOSED_SESSION,
                "",
                lines);
        for (Dimension dimension : Dimension.values()) {
            compare(
                    unit,
                    "roll-up rows by " + dimension.name().toLowerCase(Locale.ROOT),
                    RollUps.rows(List.of(unit), dimension).text(),
                    Schema.ROLL_UP,
                    " AND dimension = '" + dimension.name() + "'",
                    lines);
        }
        return lines;
    }

    private void compare(UnitRow unit, String what, String derived, Table stored, String which, List<String> lines)
            throws SQLException {
        String columns = stored.list();
        String kept = "SELECT %s FROM %s WHERE unit = %d%s".formatted(columns, stored.name(), unit.number(), which);
        String right = "SELECT %s FROM (%s)".formatted(columns, derived);
        long missing = count("(%s) EXCEPT ALL (%s)".formatted(right, kept));
        long wrong = count("(%s) EXCEPT ALL (%s)".formatted(kept, right));
        if (missing > 0 || wrong > 0) {
            lines.add("%s on %s: %d %s are missing and %d should not be there; rebuild the day"
                    .formatted(sites.id(unit.site()), unit.day().date(), missing, what, wrong));
        }
    }

    private long count(String sql) throws SQLException {
        return session.first(Sql.of("SELECT count(*) FROM (" + sql + ")"), row -> row.getLong(1))
                .orElse(0L);
    }
}
