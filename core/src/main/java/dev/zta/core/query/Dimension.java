package dev.zta.core.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report can be broken down by, and mostly filtered by (contract: stats-api, "Properties"). A row's key has one text
 * part, but for those that say so.
 */
public enum Dimension {
    DAY(null, Kind.TIME, true, "Site-local day; the key is its ISO date."),
    HOUR(
            null,
            Kind.TIME,
            true,
            "Clock hour in the site's time zone; the key is its first instant in ISO form, cut to the range."),
    PAGE("page", Kind.PAGEVIEW, true, "Path of a pageview."),
    EVENT("event", Kind.EVENT, true, "Name (action) of a custom event."),
    EVENT_DETAIL(
            null,
            Kind.EVENT,
            true,
            "Three parts in a key: action, category and label of a custom event, an absent one empty."),
    EVENT_PROPERTY_NAME(
            null,
            Kind.EVENT,
            true,
            "Name of a property of custom events; an event is in the row of each of its properties."),
    /** See {@link EventChoice}. */
    EVENT_PROPERTY(
            null,
            Kind.EVENT,
            true,
            "Value of the property that a query names, as text; events without it are left out."),
    EVENT_CURRENCY(
            "currency",
            Kind.EVENT,
            false,
            "Currency of the revenue of custom events; those without revenue are left out."),
    EVENT_DAY(
            null,
            Kind.TIME,
            true,
            "Site-local day like DAY, of which only custom events and whoever sent them are counted, as by event."),
    SOURCE("source", Kind.SESSION, false, "Referrer domain, (direct) without one."),
    CHANNEL(
            "channel",
            Kind.SESSION,
            false,
            "How a session came: direct, organic, referral, social or paid, from referrer domain and campaign."),
    COUNTRY("country", Kind.SESSION, false, "ISO code, ZZ when unknown."),
    REGION(
            "region",
            Kind.SESSION,
            false,
            "Two parts in a key: country code and region name; a filter looks at the name."),
    DEVICE("device", Kind.SESSION, false, "Kind of device: desktop, mobile or tablet."),
    BROWSER("browser", Kind.SESSION, false, "The browser's name, without its version."),
    OS("os", Kind.SESSION, false, "The operating system's name, without its version."),
    ENTRY_PAGE("entry_page", Kind.SESSION, true, "Path of the first pageview, else of the first event."),
    EXIT_PAGE("exit_page", Kind.SESSION, true, "Path of the last pageview, else of the first event."),
    UTM_SOURCE(
            "utm_source",
            Kind.SESSION,
            false,
            "Campaign source; sessions without it are left out, as with the next two."),
    UTM_MEDIUM("utm_medium", Kind.SESSION, false, "Campaign medium."),
    UTM_CAMPAIGN("utm_campaign", Kind.SESSION, false, "Campaign name."),
    CAMPAIGN(
            null,
            Kind.SESSION,
            false,
            "Three parts in a key: source, medium, campaign, an absent one empty; sessions without any of them are left out.");

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
    private final String definition;

    Dimension(@Nullable String code, Kind kind, boolean caseSensitive, String definition) {
        this.code = Optional.ofNullable(code);
        this.kind = kind;
        this.caseSensitive = caseSensitive;
        this.definition = definition;
    }

    /** What a row stands for, in words; docs/metrics.md shows it. */
    public String definition() {
        return definition;
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
