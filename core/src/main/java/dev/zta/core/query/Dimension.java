package dev.zta.core.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report can be broken down by, and mostly filtered by (contract: stats-api, "Properties"). A row's key has one text
 * part, but for those that say so.
 */
public enum Dimension {
    /** Site-local day; the key is its ISO date. */
    DAY(null, Kind.TIME, true),
    /** Clock hour in the site's time zone; the key is its first instant in ISO form, cut to the range. */
    HOUR(null, Kind.TIME, true),
    /** Path of a pageview. */
    PAGE("page", Kind.PAGEVIEW, true),
    /** Name (action) of a custom event. */
    EVENT("event", Kind.EVENT, true),
    /** Three parts in a key: action, category and label of a custom event, an absent one empty. */
    EVENT_DETAIL(null, Kind.EVENT, true),
    /** Name of a property of custom events; an event is in the row of each of its properties. */
    EVENT_PROPERTY_NAME(null, Kind.EVENT, true),
    /** Value of the property that {@link EventChoice} names, as text; events without it are left out. */
    EVENT_PROPERTY(null, Kind.EVENT, true),
    /** Currency of the revenue of custom events; those without revenue are left out. */
    EVENT_CURRENCY(null, Kind.EVENT, true),
    /** Site-local day like {@link #DAY}, of which only custom events and whoever sent them are counted, as by event. */
    EVENT_DAY(null, Kind.TIME, true),
    /** Referrer domain, {@code (direct)} without one. */
    SOURCE("source", Kind.SESSION, false),
    CHANNEL("channel", Kind.SESSION, false),
    /** ISO code, {@code ZZ} when unknown. */
    COUNTRY("country", Kind.SESSION, false),
    /** Two parts in a key: country code and region name; a filter looks at the name. */
    REGION("region", Kind.SESSION, false),
    DEVICE("device", Kind.SESSION, false),
    BROWSER("browser", Kind.SESSION, false),
    OS("os", Kind.SESSION, false),
    ENTRY_PAGE("entry_page", Kind.SESSION, true),
    EXIT_PAGE("exit_page", Kind.SESSION, true),
    /** Sessions without the value are left out, as with the next two. */
    UTM_SOURCE("utm_source", Kind.SESSION, false),
    UTM_MEDIUM("utm_medium", Kind.SESSION, false),
    UTM_CAMPAIGN("utm_campaign", Kind.SESSION, false),
    /** Three parts in a key: source, medium, campaign, an absent one empty; sessions without any of them are left out. */
    CAMPAIGN(null, Kind.SESSION, false);

    /** What a dimension is a property of; decides which records a filter on it chooses. */
    public enum Kind {
        TIME,
        PAGEVIEW,
        EVENT,
        SESSION
    }

    private final Optional<String> code;
    private final Kind kind;
    private final boolean caseSensitive;

    Dimension(@Nullable String code, Kind kind, boolean caseSensitive) {
        this.code = Optional.ofNullable(code);
        this.kind = kind;
        this.caseSensitive = caseSensitive;
    }

    /** Its name in the query interface; empty for those that can only be reported by. */
    public Optional<String> code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether a row stands for custom events, so that conditions on these can be met. */
    public boolean isOfEvents() {
        return kind == Kind.EVENT || this == EVENT_DAY;
    }

    /** Whether filters on it tell upper from lower case. */
    public boolean isCaseSensitive() {
        return caseSensitive;
    }
}
