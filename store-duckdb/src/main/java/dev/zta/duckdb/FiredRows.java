package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.EventCondition.Part;
import dev.zta.core.query.EventCondition.TextIs;
import dev.zta.core.query.EventValue;
import dev.zta.core.query.Measure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Selects the rows of a report in which a row stands for custom events, as {@link Rows} does. */
final class FiredRows {
    private static final Set<Measure> OF_EVENTS = Collections.unmodifiableSet(
            EnumSet.of(Measure.EVENTS, Measure.VISITORS, Measure.VALUED_EVENTS, Measure.VALUE_HIGH, Measure.VALUE_LOW));

    /** Of these, those that add up over a visitor's sessions. */
    private static final Set<Measure> ADDED_UP = Collections.unmodifiableSet(
            EnumSet.of(Measure.EVENTS, Measure.VALUED_EVENTS, Measure.VALUE_HIGH, Measure.VALUE_LOW));

    /** The engine would multiply 18 digits within 18 digits. */
    private static final String TEN_THOUSANDTHS = "(value::DECIMAL(24, 4) * 10000::DECIMAL(5, 0))::BIGINT";

    private final Scope scope;
    private final Grain grain;
    private final SessionSelection sessions;

    FiredRows(Scope scope, Grain grain, SessionSelection sessions) {
        this.scope = scope;
        this.grain = grain;
        this.sessions = sessions;
    }

    /** Columns unit, key and the measures; the key is empty where rows are days. */
    Sql by(Dimension dimension, Set<Measure> measures) {
        String key = dimension == Dimension.EVENT_DAY ? "''" : Terms.key(dimension);
        return scope.filters().isEmpty() && OF_EVENTS.containsAll(measures)
                ? fromEvents(key, measures)
                : fromSessions(key, measures);
    }

    /** Measures of events alone need no session, but for the choice of it. */
    private Sql fromEvents(String key, Set<Measure> measures) {
        return Sql.of("SELECT " + grain.column() + key + " AS key, " + Rows.aggregates(measures, this::ofEvents)
                        + " FROM ")
                .add(fired())
                .add(" GROUP BY " + grain.group() + "key");
    }

    private Sql fired() {
        Sql sql = Sql.of(sessions.hits() + " WHERE kind = 1 AND " + scope.inRange("at_ms"));
        scope.events().forEach(condition -> sql.add(" AND ").add(condition(condition)));
        return sql;
    }

    private static Sql condition(EventCondition condition) {
        return switch (condition) {
            case TextIs(Part part, String text) -> Sql.of(column(part) + " = ?", text);
        };
    }

    private static String column(Part part) {
        return switch (part) {
            case ACTION -> "action";
            case CATEGORY -> "category";
            case LABEL -> "label";
        };
    }

    private String ofEvents(Measure measure) {
        return switch (measure) {
            case EVENTS -> "count(*)";
            case VISITORS -> "count(DISTINCT " + grain.visitor() + ")";
            case VALUED_EVENTS -> "count(value)";
            case VALUE_HIGH -> "coalesce(sum(" + TEN_THOUSANDTHS + " // " + EventValue.BASE + "), 0)";
            case VALUE_LOW -> "coalesce(sum(" + TEN_THOUSANDTHS + " % " + EventValue.BASE + "), 0)";
            case PAGEVIEWS, SESSIONS, ENTRIES, BOUNCES, SESSION_MILLIS, TIMED_PAGEVIEWS, PAGE_MILLIS ->
                throw new IllegalArgumentException("Not of events alone: " + measure);
        };
    }

    private Sql fromSessions(String key, Set<Measure> measures) {
        String sums = ADDED_UP.stream()
                .map(measure -> ", " + ofEvents(measure) + " AS fired_" + Schema.column(measure))
                .collect(Collectors.joining());
        return Sql.of("SELECT " + grain.column() + "key, " + Rows.aggregates(measures, this::ofFiring)
                        + " FROM (SELECT unit, session, " + key + " AS key" + sums + " FROM ")
                .add(fired())
                .add(" GROUP BY unit, session, key) JOIN (")
                .add(sessions.all(measures))
                .add(") USING (unit, session) GROUP BY " + grain.group() + "key");
    }

    /** In a row by event each of its sessions has a visitor. */
    private String ofFiring(Measure measure) {
        return switch (measure) {
            case VISITORS -> Terms.visitors(grain.visitor(), "lone", "true");
            case EVENTS, VALUED_EVENTS, VALUE_HIGH, VALUE_LOW -> "sum(fired_" + Schema.column(measure) + ")";
            case PAGEVIEWS, SESSIONS, ENTRIES, BOUNCES, SESSION_MILLIS, TIMED_PAGEVIEWS, PAGE_MILLIS ->
                Terms.ofSessions(measure, grain.visitor());
        };
    }
}
