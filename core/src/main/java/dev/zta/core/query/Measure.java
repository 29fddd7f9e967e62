package dev.zta.core.query;

/**
 * The additive counts that every number of a report is made of. Each is a whole number that may be added over days (a
 * visitor's hash lives one day), which is why roll-ups hold measures and never rates. Within a breakdown they are those of
 * one row (contract: stats, "Definitions"; stats-api, "Properties" and "Filters").
 */
public enum Measure {
    /** Pageviews in the range. */
    PAGEVIEWS,
    /** Distinct visitors a day with a pageview or custom event in the range. */
    VISITORS,
    /** Sessions whose first pageview or event falls in the range. By page: those that saw it; by event: in which it fired. */
    SESSIONS,
    /** The sessions that bounces are a share of: {@link #SESSIONS}, but by page those that began on it. */
    ENTRIES,
    /** Of {@link #ENTRIES}, those that bounced. */
    BOUNCES,
    /** Sum of the durations of {@link #SESSIONS}, milliseconds. */
    SESSION_MILLIS,
    /** Pageviews in the range whose time on page is known. */
    TIMED_PAGEVIEWS,
    /** Sum of their times on page, milliseconds. */
    PAGE_MILLIS,
    /** Custom events in the range. */
    EVENTS,
    /**
     * Of these, those with a value. Counted by event only, as are the next two; 0 in all other rows. By currency all three are
     * those of the revenue instead.
     */
    VALUED_EVENTS,
    /** Sum of the upper parts of their values, see {@link EventValue}. */
    VALUE_HIGH,
    /** Sum of the lower parts of their values, see {@link EventValue}. */
    VALUE_LOW
}
