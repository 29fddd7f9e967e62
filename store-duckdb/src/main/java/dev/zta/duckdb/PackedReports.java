package dev.zta.duckdb;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.duckdb.FamilyPlan.Group;
import dev.zta.duckdb.packed.BlockFiles.NoFileException;
import dev.zta.duckdb.packed.ColumnCount;
import dev.zta.duckdb.packed.ColumnCount.TooManyKeysException;
import dev.zta.duckdb.packed.TopRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Answers families of which something lies in {@link PackedFiles files}: that is counted in memory, and what the tables alone have is added. */
final class PackedReports {
    /** Asks the tables for query, key and some measures. */
    @FunctionalInterface
    interface TableRows {
        void each(List<FamilyPlan> plans, Set<Measure> measures, Session.RowUser user) throws SQLException;
    }

    private final Session session;
    private final PackedFiles files;
    private final TableRows tableRows;
    private final Map<Integer, ReportTable> tables = new HashMap<>();

    PackedReports(Session session, PackedFiles files, TableRows tableRows) {
        this.session = session;
        this.files = files;
        this.tableRows = tableRows;
    }

    /** The answer to a query, if it was counted here. */
    Optional<ReportTable> table(int number) {
        return Optional.ofNullable(tables.get(number));
    }

    /** Answers those of which something lies in files; the others are left. */
    List<FamilyPlan> count(List<FamilyPlan> plans) throws SQLException {
        List<FamilyPlan> left = new ArrayList<>();
        Map<Group, List<FamilyPlan>> groups = new LinkedHashMap<>();
        for (FamilyPlan plan : plans) {
            if (plan.hasFiles()) {
                groups.computeIfAbsent(plan.group(), _ -> new ArrayList<>()).add(plan);
            } else {
                left.add(plan);
            }
        }
        for (List<FamilyPlan> group : groups.values()) {
            try {
                countGroup(group);
            } catch (TooManyKeysException | NoFileException _) {
                left.addAll(group);
            }
        }
        return left;
    }

    /** While the tables are asked, another thread counts files if it is free; then both do, each the next one that is left. */
    private void countGroup(List<FamilyPlan> plans) throws SQLException {
        Map<Integer, Query> queries = new TreeMap<>();
        plans.forEach(plan -> queries.putAll(plan.family().queries()));
        ColumnCount all = files.count(queries);
        List<Consumer<ColumnCount>> parts = parts(plans.getFirst());
        AtomicInteger next = new AtomicInteger();
        ForkJoinTask<ColumnCount> others =
                ForkJoinPool.commonPool().submit(() -> counted(parts, next, files.count(queries)));
        try {
            addTables(plans, all);
            counted(parts, next, all);
        } finally {
            others.quietlyJoin();
        }
        all.addAll(others.join());
        queries.forEach((number, query) -> tables.put(number, table(query, all.page(number))));
    }

    /** What counts each of the files. */
    private static List<Consumer<ColumnCount>> parts(FamilyPlan plan) {
        List<Consumer<ColumnCount>> parts = new ArrayList<>();
        for (Cover cover : plan.covers()) {
            parts.add(count -> count.addRollUps(cover.file(), cover.version()));
        }
        for (UnitRow unit : plan.packed().units()) {
            parts.add(count -> count.add(
                    unit.file(), unit.version(), unit.day(), plan.packed().cut(unit)));
        }
        return parts;
    }

    private ColumnCount counted(List<Consumer<ColumnCount>> parts, AtomicInteger next, ColumnCount count) {
        for (int part = next.getAndIncrement(); part < parts.size(); part = next.getAndIncrement()) {
            session.checkCancelled();
            parts.get(part).accept(count);
        }
        return count;
    }

    /** What no file has. */
    private void addTables(List<FamilyPlan> plans, ColumnCount all) throws SQLException {
        List<FamilyPlan> ofTables = plans.stream()
                .map(FamilyPlan::ofTables)
                .filter(plan -> !plan.isEmpty())
                .toList();
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        ofTables.forEach(plan -> measures.addAll(plan.family().measures()));
        List<Measure> inOrder = List.copyOf(measures);
        tableRows.each(
                ofTables, measures, row -> all.add(row.getInt(1), row.getString(2), inOrder, values(row, inOrder)));
    }

    private static long[] values(ResultSet row, List<Measure> measures) throws SQLException {
        long[] values = new long[measures.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getLong(3 + i);
        }
        return values;
    }

    private static ReportTable table(Query query, TopRows.Page page) {
        return query.by().isEmpty() && page.rows().isEmpty()
                ? Reports.nothing(query)
                : new ReportTable(
                        page.rows().stream()
                                .map(row -> new Row(Reports.key(query, row.key()), row.measures()))
                                .toList(),
                        page.total());
    }
}
