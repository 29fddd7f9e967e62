package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventValue;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.TextPattern;
import dev.zta.duckdb.packed.TextColumn;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one place where measures, metrics, dimensions and filters become SQL. */
final class Terms {
    /** Joins the parts of a key. */
    static final String SEPARATOR = TextColumn.SEPARATOR;

    /**
     * Properties that follow from what tells visitors apart, so that a session's records nearly always agree on them; a unit in
     * which all do is plain.
     */
    static final Set<Dimension> PLAIN = Collections.unmodifiableSet(
            EnumSet.of(Dimension.COUNTRY, Dimension.REGION, Dimension.DEVICE, Dimension.BROWSER, Dimension.OS));

    private static final char ESCAPE = '\\';

    private Terms() {}

    /** A session property's key; the columns are those of a session. */
    static String key(Dimension dimension) {
        return switch (dimension) {
            case REGION -> "country || '" + SEPARATOR + "' || region";
            case CAMPAIGN -> "utm_source || '" + SEPARATOR + "' || utm_medium || '" + SEPARATOR + "' || utm_campaign";
            case SOURCE,
                    CHANNEL,
                    COUNTRY,
                    DEVICE,
                    BROWSER,
                    OS,
                    ENTRY_PAGE,
                    EXIT_PAGE,
                    UTM_SOURCE,
                    UTM_MEDIUM,
                    UTM_CAMPAIGN,
                    PAGE,
                    EVENT -> text(dimension);
            case EVENT_DETAIL -> "action || '" + SEPARATOR + "' || category || '" + SEPARATOR + "' || label";
            case EVENT_CURRENCY -> "currency";
            case DAY, HOUR, EVENT_DAY, EVENT_PROPERTY_NAME, EVENT_PROPERTY ->
                throw new IllegalArgumentException("Not made of a row's texts: " + dimension);
        };
    }

    /** A session property's key, NULL for a session without one. */
    static String keyIfPresent(Dimension dimension) {
        return presence(dimension)
                .map(present -> "CASE WHEN " + present + " THEN " + key(dimension) + " END")
                .orElse(key(dimension));
    }

    /** The columns of a session that its property's key is made of. */
    static List<String> columns(Dimension property) {
        return switch (property) {
            case REGION -> List.of("country", "region");
            case CAMPAIGN -> List.of("utm_source", "utm_medium", "utm_campaign");
            case SOURCE -> List.of("referrer");
            case CHANNEL, COUNTRY, DEVICE, BROWSER, OS, ENTRY_PAGE, EXIT_PAGE, UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN ->
                List.of(text(property));
            case PAGE, EVENT, EVENT_DETAIL, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY, EVENT_DAY, DAY, HOUR ->
                throw new IllegalArgumentException("No property of sessions: " + property);
        };
    }

    /** What a filter on the dimension looks at; columns are those of a session, of a hit for pageviews and events. */
    private static String text(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> "CASE WHEN referrer = '' THEN '(direct)' ELSE referrer END";
            case CHANNEL -> "channel";
            case COUNTRY -> "country";
            case REGION -> "region";
            case DEVICE -> "device";
            case BROWSER -> "browser";
            case OS -> "os";
            case ENTRY_PAGE -> "entry_page";
            case EXIT_PAGE -> "exit_page";
            case UTM_SOURCE -> "utm_source";
            case UTM_MEDIUM -> "utm_medium";
            case UTM_CAMPAIGN -> "utm_campaign";
            case PAGE -> "path";
            case EVENT -> "action";
            case EVENT_CURRENCY -> "currency";
            case DAY, HOUR, CAMPAIGN, EVENT_DETAIL, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_DAY ->
                throw new IllegalArgumentException("No text to look at: " + dimension);
        };
    }

    /** Which sessions have a value of the dimension at all; empty: all of them. */
    static Optional<String> presence(Dimension dimension) {
        return switch (dimension) {
            case UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN -> Optional.of(text(dimension) + " <> ''");
            case CAMPAIGN -> Optional.of("(utm_source <> '' OR utm_medium <> '' OR utm_campaign <> '')");
            case EVENT_CURRENCY -> Optional.of("currency <> ''");
            case SOURCE,
                    CHANNEL,
                    COUNTRY,
                    REGION,
                    DEVICE,
                    BROWSER,
                    OS,
                    ENTRY_PAGE,
                    EXIT_PAGE,
                    PAGE,
                    EVENT,
                    EVENT_DETAIL,
                    EVENT_PROPERTY_NAME,
                    EVENT_PROPERTY,
                    EVENT_DAY,
                    DAY,
                    HOUR -> Optional.empty();
        };
    }

    /** The condition of a filter; an absent value passes only one that must not match. */
    static Sql condition(Filter filter) {
        Sql matches = Sql.join(
                " OR ",
                filter.anyOf().stream().map(pattern -> matches(filter, pattern)).toList());
        Sql present = present(filter);
        return switch (filter.operator()) {
            case IS -> Sql.of("(").add(present).add("(").add(matches).add("))");
            case IS_NOT -> Sql.of("NOT (").add(present).add("(").add(matches).add("))");
        };
    }

    private static Sql present(Filter filter) {
        Sql present = new Sql();
        presence(filter.dimension())
                .ifPresent(condition -> present.add(condition).add(" AND "));
        filter.property().ifPresent(name -> present.add(PropertyText.has(name)).add(" AND "));
        return present;
    }

    private static Sql matches(Filter filter, TextPattern pattern) {
        boolean isCaseSensitive = filter.dimension().isCaseSensitive();
        Sql text = filter.property().map(PropertyText::value).orElseGet(() -> Sql.of(text(filter.dimension())));
        Sql folded = isCaseSensitive ? text : Sql.of("lower(").add(text).add(")");
        String value = isCaseSensitive ? "?" : "lower(?)";
        return folded.add(
                pattern.hasWildcard()
                        ? Sql.of(" LIKE " + value + " ESCAPE '" + ESCAPE + "'", like(pattern))
                        : Sql.of(" = " + value, pattern.literals().getFirst()));
    }

    private static String like(TextPattern pattern) {
        return pattern.literals().stream().map(Terms::escaped).collect(Collectors.joining("%"));
    }

    private static String escaped(String literal) {
        return literal.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /**
     * A measure over sessions as {@link Rows} selects them.
     *
     * @param visitor tells visitors apart
     */
    static String ofSessions(Measure measure, String visitor) {
        return switch (measure) {
            case PAGEVIEWS -> "sum(pageviews)";
            case VISITORS -> visitors(visitor, "lone", "pageviews > 0 OR witnesses > 0");
            case SESSIONS, ENTRIES -> "count(*) FILTER (starts)";
            case BOUNCES -> "count(*) FILTER (starts AND bounced)";
            case SESSION_MILLIS -> "coalesce(sum(duration_ms) FILTER (starts), 0)";
            case TIMED_PAGEVIEWS -> "sum(timed_pageviews)";
            case PAGE_MILLIS -> "sum(page_millis)";
            case EVENTS -> "sum(events)";
            case VALUED_EVENTS, VALUE_HIGH, VALUE_LOW -> "0";
        };
    }

    /**
     * Distinct visitors of rows of which a visitor with one session has exactly one that counts by itself.
     *
     * @param visitor tells visitors apart
     * @param single condition on the rows that count by themselves, met by none of a visitor with several sessions
     * @param condition on all rows
     */
    static String visitors(String visitor, String single, String condition) {
        return "(count(*) FILTER (%1$s AND (%2$s)) + count(DISTINCT %3$s) FILTER (NOT lone AND (%2$s)))"
                .formatted(single, condition, visitor);
    }

    /** A measure's sum over rows that hold it. */
    static String sum(Measure measure) {
        return "sum(" + Schema.column(measure) + ")::BIGINT AS " + Schema.column(measure);
    }

    static String columns(Collection<Measure> measures) {
        return measures.stream().map(Schema::column).collect(Collectors.joining(", "));
    }

    /** Whether any of these measures is not 0. */
    static String isAnything(Collection<Measure> measures) {
        return measures.stream()
                .map(measure -> Schema.column(measure) + " <> 0")
                .collect(Collectors.joining(" OR "));
    }

    /** The metrics' shown values, largest first, then the key by its code points. */
    static String order(List<Metric> metrics) {
        return metrics.stream().map(metric -> shown(metric) + " DESC, ").collect(Collectors.joining()) + "key";
    }

    /** The shown value as a whole number of its last decimal, rounded half up without loss. */
    private static String shown(Metric metric) {
        if (metric == Metric.REVENUE) {
            return "(value_high::HUGEINT * " + EventValue.BASE + " + value_low)";
        }
        String top = Schema.column(metric.numerator());
        return metric.denominator()
                .map(denominator -> {
                    String bottom = Schema.column(denominator);
                    BigDecimal factor = metric.factor().scaleByPowerOfTen(metric.decimals());
                    long times = factor.scale() > 0 ? factor.unscaledValue().longValueExact() : factor.longValueExact();
                    long over = factor.scale() > 0
                            ? BigDecimal.ONE.scaleByPowerOfTen(factor.scale()).longValueExact()
                            : 1;
                    return "CASE WHEN %2$s = 0 THEN 0 ELSE (2 * %1$s::HUGEINT * %3$d + %2$s * %4$d) // (2 * %2$s::HUGEINT * %4$d) END"
                            .formatted(top, bottom, times, over);
                })
                .orElse(top);
    }
}
