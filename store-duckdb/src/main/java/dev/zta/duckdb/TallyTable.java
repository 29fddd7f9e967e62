package dev.zta.duckdb;

import dev.zta.core.site.SiteId;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Omission;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.core.tally.Tally;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/** The completeness ledger: lines are added as they come, summed when read and merged when a day closes. */
final class TallyTable {
    private static final String STORED = "stored";
    private static final String DROPPED = "dropped";
    private static final String REJECTED = "rejected";
    private static final String LEFT_OUT = "left out";

    private static final String DAYS = """
            CREATE OR REPLACE TEMP TABLE tally_day AS
            SELECT site, starts_at // 1000 AS starts, ends_at // 1000 AS ends FROM unit WHERE $WHICH
            """;

    private static final String MERGE = """
            CREATE OR REPLACE TEMP TABLE merged_tally AS
            SELECT site, slot, outcome, reason, detail, sum(beacons)::BIGINT AS beacons
            FROM tally SEMI JOIN tally_day day ON day.site = tally.site AND slot >= day.starts AND slot < day.ends
            GROUP BY ALL
            """;

    private static final String DELETE_MERGED = """
            DELETE FROM tally USING tally_day day
            WHERE day.site = tally.site AND slot >= day.starts AND slot < day.ends
            """;

    private TallyTable() {}

    static void add(Session session, Sites sites, Tally tally) throws SQLException {
        if (tally.counts().isEmpty()) {
            return;
        }
        for (Tally.Line line : tally.counts().keySet()) {
            sites.resolve(session, line.site());
        }
        try (DuckDBAppender rows = session.appender(Schema.TALLY)) {
            for (Map.Entry<Tally.Line, Long> count : tally.counts().entrySet()) {
                Tally.Line line = count.getKey();
                rows.beginRow();
                rows.append(sites.resolve(session, line.site()));
                rows.append(line.slot().getEpochSecond());
                appendOutcome(rows, line.outcome());
                rows.append(count.getValue().longValue());
                rows.endRow();
            }
        }
    }

    private static void appendOutcome(DuckDBAppender rows, Outcome outcome) throws SQLException {
        switch (outcome) {
            case Outcome.Stored _ -> rows.append(STORED).append("").append("");
            case Outcome.Dropped(DropReason reason, String detail) ->
                rows.append(DROPPED).append(reason.code()).append(detail);
            case Outcome.Rejected(RejectReason reason) ->
                rows.append(REJECTED).append(reason.code()).append("");
            case Outcome.LeftOut(Omission what) ->
                rows.append(LEFT_OUT).append(what.code()).append("");
        }
    }

    static Tally read(Session session, SiteId site, int number, Instant from, Instant to) throws SQLException {
        Map<Tally.Line, Long> counts = new HashMap<>();
        session.query(
                        Sql.of("""
                                SELECT slot, outcome, reason, detail, sum(beacons)::BIGINT FROM tally
                                WHERE site = ? AND slot >= ? AND slot < ? GROUP BY ALL
                                """, number, from.getEpochSecond(), to.getEpochSecond()),
                        row -> Map.entry(
                                new Tally.Line(
                                        site,
                                        Instant.ofEpochSecond(row.getLong(1)),
                                        outcome(row.getString(2), row.getString(3), row.getString(4))),
                                row.getLong(5)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return new Tally(counts);
    }

    private static Outcome outcome(String outcome, String reason, String detail) {
        return switch (outcome) {
            case STORED -> Outcome.STORED;
            case DROPPED ->
                new Outcome.Dropped(
                        Arrays.stream(DropReason.values())
                                .filter(known -> known.code().equals(reason))
                                .findFirst()
                                .orElseThrow(),
                        detail);
            case REJECTED ->
                new Outcome.Rejected(Arrays.stream(RejectReason.values())
                        .filter(known -> known.code().equals(reason))
                        .findFirst()
                        .orElseThrow());
            case LEFT_OUT ->
                new Outcome.LeftOut(Arrays.stream(Omission.values())
                        .filter(known -> known.code().equals(reason))
                        .findFirst()
                        .orElseThrow());
            default -> throw new IllegalStateException("Unknown outcome in the ledger: " + outcome);
        };
    }

    /** Replaces the lines of one kind by one line, for the sites and slots of these days. */
    static void merge(Session session, List<UnitRow> units) throws SQLException {
        session.execute(DAYS.replace("$WHICH", Scope.among("number", units)));
        session.execute(MERGE);
        session.execute(DELETE_MERGED);
        session.execute("INSERT INTO tally FROM merged_tally");
    }
}
