package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.fail;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells which answers differ from the oracle's, so that a reader sees seed, question and rows at a glance. */
final class Mismatch {
    private static final int SHOWN = 5;
    private static final int ROWS_SHOWN = 6;

    private Mismatch() {}

    static void assertNone(long seed, String state, List<Query> queries, List<ReportTable> answers, Oracle oracle) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            Query query = queries.get(i);
            ReportTable expected = plain(query, oracle.answer(query));
            ReportTable actual = plain(query, answers.get(i));
            if (!expected.equals(actual)) {
                wrong.add(describe(query, expected, actual));
            }
        }
        if (!wrong.isEmpty()) {
            fail("seed %d, %s: %d of %d answers differ from the oracle's%n%s"
                    .formatted(
                            seed,
                            state,
                            wrong.size(),
                            queries.size(),
                            wrong.stream().limit(SHOWN).collect(Collectors.joining("\n"))));
        }
    }

    /** An hour may be written with or without its zeros. */
    private static ReportTable plain(Query query, ReportTable table) {
        if (query.by().filter(Dimension.HOUR::equals).isEmpty()) {
            return table;
        }
        return new ReportTable(
                table.rows().stream()
                        .map(row -> new Row(
                                List.of(Instant.parse(row.key().getFirst()).toString()), row.measures()))
                        .toList(),
                table.totalRows());
    }

    private static String describe(Query query, ReportTable expected, ReportTable actual) {
        List<Row> missing = new ArrayList<>(expected.rows());
        missing.removeAll(actual.rows());
        List<Row> surplus = new ArrayList<>(actual.rows());
        surplus.removeAll(expected.rows());
        String order = missing.isEmpty() && surplus.isEmpty()
                ? "  same rows, other order\n" + keys(expected) + keys(actual)
                : "";
        return """
                %s by %s, %s to %s (%s)
                  filters %s, events %s
                  measures %s, order %s, limit %d, offset %d
                  total rows: expected %d, was %d
                  expected rows missing: %s
                  rows not expected:     %s
                %s""".formatted(
                        query.site(),
                        query.by().map(Enum::name).orElse("nothing"),
                        query.period().start(),
                        query.period().end(),
                        query.period().zone(),
                        query.filters().stream().map(Mismatch::text).toList(),
                        query.events(),
                        query.measures(),
                        query.order(),
                        query.limit(),
                        query.offset(),
                        expected.totalRows(),
                        actual.totalRows(),
                        missing.stream().limit(ROWS_SHOWN).toList(),
                        surplus.stream().limit(ROWS_SHOWN).toList(),
                        order);
    }

    private static String keys(ReportTable table) {
        return "    " + table.rows().stream().map(Row::key).toList() + "\n";
    }

    private static String text(Filter filter) {
        return filter.dimension()
                + filter.property().map(name -> ":" + name).orElse("")
                + (filter.operator() == Filter.Operator.IS ? "==" : "!=")
                + filter.anyOf().stream()
                        .map(pattern -> String.join("*", pattern.literals()))
                        .collect(Collectors.joining("|"));
    }
}
