package dev.zta.duckdb;

import dev.zta.core.event.Property;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.EventCondition.Part;
import dev.zta.core.query.EventCondition.PropertyIs;
import dev.zta.core.query.EventCondition.TextIs;
import dev.zta.core.query.Measure;
import java.util.Arrays;
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

    private final Scope scope;
    private final Grain grain;
    private final SessionSelection sessions;
    private final Dimension dimension;

    FiredRows(Scope scope, Grain grain, SessionSelection sessions, Dimension dimension) {
        this.scope = scope;
        this.grain = grain;
        this.sessions = sessions;
        this.dimension = dimension;
    }

    /** Columns unit, key and the measures; the key is empty where rows are days. */
    Sql rows(Set<Measure> measures) {
        return scope.filters().isEmpty() && OF_EVENTS.containsAll(measures)
                ? fromEvents(measures)
                : fromSessions(measures);
    }

    /** Measures of events alone need no session, but for the choice of it. */
    private Sql fromEvents(Set<Measure> measures) {
        return Sql.of("SELECT " + grain.column())
                .add(key())
                .add(" AS key, " + Rows.aggregates(measures, this::ofEvents) + " FROM ")
                .add(fired())
                .add(" GROUP BY " + grain.group() + "key");
    }

    private Sql key() {
        return switch (dimension) {
            case EVENT_DAY -> Sql.of("''");
            case EVENT_PROPERTY_NAME -> Sql.of("split_part(property, ?, 1)", PropertyText.AFTER_NAME);
            case EVENT_PROPERTY -> PropertyText.value(property());
            default -> Sql.of(Terms.key(dimension));
        };
    }

    private String property() {
        return scope.events().property().orElseThrow();
    }

    /** The events that are counted, one row each, but one for each of its properties where rows are properties. */
    private Sql fired() {
        Sql hits = Sql.of(sessions.hits() + " WHERE kind = 1 AND " + scope.inRange("at_ms"));
        scope.events().conditions().forEach(condition -> hits.add(" AND ").add(condition(condition)));
        return switch (dimension) {
            case EVENT_PROPERTY_NAME ->
                Sql.of("(SELECT *, unnest(string_split(properties, ?)) AS property FROM ", PropertyText.BETWEEN)
                        .add(hits)
                        .add(" AND properties <> '') WHERE property <> ''");
            case EVENT_PROPERTY -> hits.add(" AND ").add(PropertyText.has(property()));
            case EVENT_CURRENCY -> hits.add(" AND revenue IS NOT NULL");
            default -> hits;
        };
    }

    private static Sql condition(EventCondition condition) {
        return switch (condition) {
            case TextIs(Part part, String text) -> Sql.of(column(part) + " = ?", text);
            case PropertyIs(String name, String value) ->
                Sql.of("(")
                        .add(Sql.join(
                                " OR ",
                                Arrays.stream(Property.Kind.values())
                                        .map(kind -> new Property(name, kind, value))
                                        .map(property ->
                                                Sql.of("contains(properties, ?)", PropertyText.whole(property)))
                                        .toList()))
                        .add(")");
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
            case VALUED_EVENTS, VALUE_HIGH, VALUE_LOW -> Earned.sum(measure, value());
            case PAGEVIEWS, SESSIONS, ENTRIES, BOUNCES, SESSION_MILLIS, TIMED_PAGEVIEWS, PAGE_MILLIS ->
                throw new IllegalArgumentException("Not of events alone: " + measure);
        };
    }

    private String value() {
        String own = dimension == Dimension.EVENT_CURRENCY ? "revenue" : "value";
        return scope.events().currency().map(Earned::in).orElse(own);
    }

    private Sql fromSessions(Set<Measure> measures) {
        String sums = ADDED_UP.stream()
                .map(measure -> ", " + ofEvents(measure) + " AS fired_" + Schema.column(measure))
                .collect(Collectors.joining());
        return Sql.of("SELECT " + grain.column() + "key, " + Rows.aggregates(measures, this::ofFiring)
                        + " FROM (SELECT unit, session, ")
                .add(key())
                .add(" AS key" + sums + " FROM ")
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
