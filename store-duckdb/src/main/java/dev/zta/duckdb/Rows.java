package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Selects the rows of a report from sessions and hits, by key in each unit or over all of them; visitors count once a day.
 * Roll-ups are exactly the rows by unit, stored.
 */
final class Rows {
    private static final Set<Measure> OF_VIEWS = Collections.unmodifiableSet(
            EnumSet.of(Measure.PAGEVIEWS, Measure.VISITORS, Measure.TIMED_PAGEVIEWS, Measure.PAGE_MILLIS));

    private final Scope scope;
    private final Grain grain;
    private final Kept kept;
    private final SessionSelection sessions;
    private final boolean hasPageFilter;

    Rows(Scope scope, Grain grain) {
        this(scope, grain, Kept.nothing());
    }

    /** With some of the scope's sessions selected already. */
    Rows(Scope scope, Grain grain, Kept kept) {
        this.scope = scope;
        this.grain = grain;
        this.kept = kept;
        sessions = new SessionSelection(scope, kept);
        hasPageFilter = !scope.filters(Kind.PAGEVIEW).isEmpty();
    }

    /** Columns unit, key and the measures; DAY holds the totals under an empty key. Hours lie within their unit always. */
    Sql by(Dimension dimension, Set<Measure> measures) {
        return switch (dimension) {
            case DAY -> ofSessions("''", "", measures);
            case HOUR -> byHour(measures);
            case PAGE -> byPage(measures);
            case EVENT, EVENT_DETAIL, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY, EVENT_DAY ->
                new FiredRows(scope, grain, sessions, dimension).rows(measures);
            case SOURCE,
                    CHANNEL,
                    COUNTRY,
                    REGION,
                    DEVICE,
                    BROWSER,
                    OS,
                    ENTRY_PAGE,
                    EXIT_PAGE,
                    UTM_SOURCE,
                    UTM_MEDIUM,
                    UTM_CAMPAIGN,
                    CAMPAIGN ->
                ofSessions(
                        Terms.key(dimension),
                        Terms.presence(dimension)
                                .map(present -> " WHERE " + present)
                                .orElse(""),
                        measures);
        };
    }

    /** Columns query, unit, key and the measures, for several properties of sessions that are counted in one pass. */
    Sql by(SortedMap<Integer, Dimension> properties, Set<Measure> measures) {
        PropertySets sets = new PropertySets(properties, grain);
        return Sql.of("SELECT query, unit, key, " + Terms.columns(measures) + " FROM (SELECT " + sets.query()
                        + " AS query, " + grain.column() + sets.key() + " AS key, "
                        + aggregates(measures, this::ofSessions) + " FROM (")
                .add(sessions(measures))
                .add(") GROUP BY " + sets.group() + ") WHERE key IS NOT NULL");
    }

    /**
     * Columns unit, dimension, key and the measures, for totals and properties of few sessions: each session becomes a row of
     * each dimension, which are counted in one pass. Of many sessions the copies would cost more than passes.
     */
    Sql byEach(List<Dimension> dimensions, Set<Measure> measures) {
        String each = dimensions.stream()
                .map(dimension -> "{'dimension': '%s', 'key': %s}"
                        .formatted(dimension, dimension == Dimension.DAY ? "''" : Terms.keyIfPresent(dimension)))
                .collect(Collectors.joining(", ", "[", "]"));
        return Sql.of("SELECT unit, one.dimension AS dimension, one.key AS key, "
                        + aggregates(measures, this::ofSessions) + " FROM (SELECT *, unnest(" + each
                        + ") AS one FROM (")
                .add(sessions(measures))
                .add(")) WHERE one.key IS NOT NULL GROUP BY unit, one.dimension, one.key");
    }

    private Sql ofSessions(String key, String where, Set<Measure> measures) {
        return Sql.of("SELECT " + grain.column() + key + " AS key, " + aggregates(measures, this::ofSessions)
                        + " FROM (")
                .add(sessions(measures))
                .add(")" + where + " GROUP BY " + grain.group() + "key");
    }

    private String ofSessions(Measure measure) {
        return Earned.MEASURES.contains(measure) ? earned(measure) : Terms.ofSessions(measure, grain.visitor());
    }

    private String earned(Measure measure) {
        return scope.events().currency().isPresent() ? Earned.sum(measure) : "0";
    }

    /** The chosen sessions, with what they earned in the query's currency where that is wanted. */
    private Sql sessions(Set<Measure> measures) {
        Optional<String> currency =
                scope.events().currency().filter(_ -> !Collections.disjoint(measures, Earned.MEASURES));
        return currency.isEmpty()
                ? sessions.all(measures)
                : Sql.of("SELECT * FROM (")
                        .add(sessions.all(measures))
                        .add(") LEFT JOIN ("
                                + Earned.bySession(sessions.hits(), scope.inRange("at_ms"), currency.get())
                                + ") USING (unit, session)");
    }

    static String aggregates(Set<Measure> measures, Function<Measure, String> sql) {
        return measures.stream()
                .map(measure -> sql.apply(measure) + " AS " + Schema.column(measure))
                .collect(Collectors.joining(", "));
    }

    private Sql byPage(Set<Measure> measures) {
        return OF_VIEWS.containsAll(measures) ? byPageFromViews(measures) : byPageFromSessions(measures);
    }

    /** Measures of pageviews alone need no session, but for the choice of it. */
    private Sql byPageFromViews(Set<Measure> measures) {
        String ofFresh = Terms.visitors(grain.visitor(), "lone", "fresh");
        // In a part of a day the first view of a path may lie outside the range.
        String ofAll = "count(DISTINCT " + grain.visitor() + ")";
        List<Sql> sums = new ArrayList<>();
        for (Scope piece : List.of(scope.where(this::tellsChoice), scope.where(unit -> !tellsChoice(unit)))) {
            if (!piece.whole().isEmpty()) {
                sums.add(new Rows(piece.ofWhole(), grain, kept).sumViews(measures, ofFresh));
            }
            if (!piece.parts().isEmpty()) {
                sums.add(new Rows(piece.ofParts(), grain, kept).sumViews(measures, ofAll));
            }
        }
        return Sql.join(" UNION ALL ", sums);
    }

    /** Filters that choose sessions, not pageviews. */
    private List<Filter> choosing() {
        return scope.filters().stream()
                .filter(filter -> filter.dimension().kind() != Kind.PAGEVIEW)
                .toList();
    }

    /** Whether a unit's hits tell by themselves whether their session is chosen. */
    private boolean tellsChoice(UnitRow unit) {
        return choosing().isEmpty()
                || (unit.isPlain() && choosing().stream().allMatch(filter -> Terms.PLAIN.contains(filter.dimension())));
    }

    private Sql sumViews(Set<Measure> measures, String visitors) {
        Sql sql = Sql.of("SELECT " + grain.column() + "path AS key, "
                + aggregates(measures, measure -> ofViews(measure, visitors)) + " FROM " + sessions.hits()
                + " WHERE kind = 0 AND " + scope.inRange("at_ms"));
        scope.filters(Kind.PAGEVIEW).forEach(filter -> sql.add(" AND ").add(Terms.condition(filter)));
        if (scope.units().stream().allMatch(this::tellsChoice)) {
            choosing().forEach(filter -> sql.add(" AND ").add(Terms.condition(filter)));
        } else {
            sql.add(" AND " + SessionSelection.VISIT + " IN (SELECT " + SessionSelection.VISIT + " FROM (")
                    .add(sessions.all(Set.of()))
                    .add("))");
        }
        return sql.add(" GROUP BY " + grain.group() + "path");
    }

    private static String ofViews(Measure measure, String visitors) {
        return switch (measure) {
            case PAGEVIEWS -> "count(*)";
            case VISITORS -> visitors;
            case TIMED_PAGEVIEWS -> "count(page_ms)";
            case PAGE_MILLIS -> "coalesce(sum(page_ms), 0)";
            case SESSIONS, ENTRIES, BOUNCES, SESSION_MILLIS, EVENTS, VALUED_EVENTS, VALUE_HIGH, VALUE_LOW ->
                throw new IllegalArgumentException("Not of pageviews alone: " + measure);
        };
    }

    private Sql byPageFromSessions(Set<Measure> measures) {
        Sql sql = Sql.of("SELECT " + grain.column() + "key, " + aggregates(measures, this::ofPages)
                + " FROM (SELECT unit, session, visitor, path AS key, count(*) AS views, count(page_ms) AS timed,"
                + " coalesce(sum(page_ms), 0) AS millis FROM " + sessions.hits() + " WHERE kind = 0 AND "
                + scope.inRange("at_ms"));
        scope.filters(Kind.PAGEVIEW).forEach(filter -> sql.add(" AND ").add(Terms.condition(filter)));
        return sql.add(" GROUP BY unit, session, visitor, path) JOIN (SELECT * EXCLUDE (visitor) FROM (")
                .add(sessions(measures))
                .add(")) USING (unit, session) GROUP BY " + grain.group() + "key");
    }

    private String ofPages(Measure measure) {
        return switch (measure) {
            case PAGEVIEWS -> "sum(views)";
            case VISITORS -> Terms.visitors(grain.visitor(), "lone", "true");
            case SESSIONS -> "count(*) FILTER (starts)";
            case ENTRIES -> "count(*) FILTER (starts AND entry_page = key)";
            case BOUNCES -> "count(*) FILTER (starts AND bounced AND entry_page = key)";
            case SESSION_MILLIS -> "coalesce(sum(duration_ms) FILTER (starts), 0)";
            case TIMED_PAGEVIEWS -> "sum(timed)";
            case PAGE_MILLIS -> "sum(millis)";
            case EVENTS -> "sum(events)";
            case VALUED_EVENTS, VALUE_HIGH, VALUE_LOW -> earned(measure);
        };
    }

    private Sql byHour(Set<Measure> measures) {
        Hours hours = new Hours(scope.period());
        Sql views = Sql.of("kind = 0");
        scope.filters(Kind.PAGEVIEW).forEach(filter -> views.add(" AND ").add(Terms.condition(filter)));
        String hour = hours.of("unit.starts_at + hit.at_ms");
        String firstHour = hours.of("unit.starts_at + begun.start_ms");
        // The text is made of groups, not of records.
        Sql hits = Sql.of("SELECT hit.unit, (" + hour + ")::VARCHAR AS key, "
                        + aggregates(measures, this::ofHits)
                        + " FROM (SELECT *, ")
                .add(views)
                .add(" AS is_view FROM " + sessions.hits() + " WHERE " + scope.inRange("at_ms") + ") hit")
                .add(" JOIN unit ON unit.number = hit.unit");
        if (!scope.filters().isEmpty()) {
            hits.add(" SEMI JOIN (")
                    .add(sessions.all(Set.of()))
                    .add(") chosen ON chosen.unit = hit.unit AND chosen.session = hit.session");
        }
        return hits.add(" GROUP BY hit.unit, " + hour + " UNION ALL SELECT begun.unit, (" + firstHour
                        + ")::VARCHAR AS key, " + aggregates(measures, Rows::ofBeginnings) + " FROM (")
                .add(sessions.all(Set.of()))
                .add(") begun JOIN unit ON unit.number = begun.unit WHERE starts GROUP BY begun.unit, " + firstHour);
    }

    private String ofHits(Measure measure) {
        return switch (measure) {
            case PAGEVIEWS -> "count(*) FILTER (is_view)";
            case VISITORS -> "count(DISTINCT visitor)" + (hasPageFilter ? " FILTER (is_view)" : "");
            case TIMED_PAGEVIEWS -> "count(page_ms) FILTER (is_view)";
            case PAGE_MILLIS -> "coalesce(sum(page_ms) FILTER (is_view), 0)";
            case EVENTS -> "count(*) FILTER (kind = 1)";
            case VALUED_EVENTS, VALUE_HIGH, VALUE_LOW ->
                scope.events()
                        .currency()
                        .map(currency -> Earned.sum(measure, Earned.in(currency)))
                        .orElse("0");
            case SESSIONS, ENTRIES, BOUNCES, SESSION_MILLIS -> "0";
        };
    }

    private static String ofBeginnings(Measure measure) {
        return switch (measure) {
            case SESSIONS, ENTRIES, BOUNCES, SESSION_MILLIS -> Terms.ofSessions(measure, "visitor");
            case PAGEVIEWS, VISITORS, TIMED_PAGEVIEWS, PAGE_MILLIS, EVENTS, VALUED_EVENTS, VALUE_HIGH, VALUE_LOW -> "0";
        };
    }
}
