package dev.zta.core.query;

/**
 * The additive counts that every number of a report is made of. Each is a whole number that may be added over days (a
 * visitor's hash lives one day), which is why roll-ups hold measures and never rates. Within a breakdown they are those of
 * one row (contract: stats, "Definitions"; stats-api, "Properties" and "Filters").
 */
public enum Measure {
    PAGEVIEWS("Pageviews in the range."),
    VISITORS("Distinct visitors a day with a pageview or custom event in the range."),
    SESSIONS(
            "Sessions whose first pageview or event falls in the range. By page: those that saw it; by event: in which it fired."),
    ENTRIES("The sessions that bounces are a share of: SESSIONS, but by page those that began on it."),
    BOUNCES("Of ENTRIES, those that bounced."),
    SESSION_MILLIS("Sum of the durations of SESSIONS, milliseconds."),
    TIMED_PAGEVIEWS("Pageviews in the range whose time on page is known."),
    PAGE_MILLIS("Sum of their times on page, milliseconds."),
    EVENTS("Custom events in the range."),
    VALUED_EVENTS(
            "Of EVENTS, those with a value. Counted by event only, as are the next two; 0 in all other rows. By currency all"
                    + " three are those of the revenue instead. Where a question names a currency, all three are those of the"
                    + " revenue in it, in all rows."),
    /** See {@link EventValue}. */
    VALUE_HIGH("Sum of the upper parts of their values."),
    /** See {@link EventValue}. */
    VALUE_LOW("Sum of the lower parts of their values.");

    private final String definition;

    Measure(String definition) {
        this.definition = definition;
    }

    /** What is counted, in words; docs/metrics.md shows it. */
    public String definition() {
        return definition;
    }
}
