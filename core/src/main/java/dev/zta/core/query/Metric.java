package dev.zta.core.query;

import static dev.zta.core.query.Measure.BOUNCES;
import static dev.zta.core.query.Measure.ENTRIES;
import static dev.zta.core.query.Measure.EVENTS;
import static dev.zta.core.query.Measure.PAGEVIEWS;
import static dev.zta.core.query.Measure.PAGE_MILLIS;
import static dev.zta.core.query.Measure.SESSIONS;
import static dev.zta.core.query.Measure.SESSION_MILLIS;
import static dev.zta.core.query.Measure.TIMED_PAGEVIEWS;
import static dev.zta.core.query.Measure.VALUE_HIGH;
import static dev.zta.core.query.Measure.VALUE_LOW;
import static dev.zta.core.query.Measure.VISITORS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers people read, each defined once: a count is a measure as it is, a sum of values the two measures that hold it
 * ({@link EventValue}), a ratio is one measure over another, times a factor, rounded half up. With nothing to divide by a ratio is 0 (contract: stats, "Definitions").
 */
public enum Metric {
    PAGEVIEWS_COUNT("pageviews", PAGEVIEWS),
    VISITORS_COUNT("visitors", VISITORS),
    SESSIONS_COUNT("visits", SESSIONS),
    BOUNCES_COUNT("bounces", BOUNCES),
    EVENTS_COUNT("events", EVENTS),
    /** Percent, one decimal. */
    BOUNCE_RATE("bounce_rate", BOUNCES, ENTRIES, "100", 1),
    /** Whole seconds. */
    VISIT_DURATION("visit_duration", SESSION_MILLIS, SESSIONS, "0.001", 0),
    /** Whole seconds. */
    TIME_ON_PAGE("time_on_page", PAGE_MILLIS, TIMED_PAGEVIEWS, "0.001", 0),
    /** Two decimals. */
    VIEWS_PER_VISIT("views_per_visit", PAGEVIEWS, SESSIONS, "1", 2),
    /** Sum of values, above all of the revenue in one currency; four decimals, zeros at the end but one left out. */
    REVENUE("revenue", VALUE_HIGH, VALUE_LOW);

    private static final int WORKING_DIGITS = 12;

    private final String code;
    private final Measure numerator;
    private final Optional<Measure> denominator;
    private final BigDecimal factor;
    private final int decimals;
    private final Optional<Measure> lowerPart;

    Metric(String code, Measure count) {
        this.code = code;
        numerator = count;
        denominator = Optional.empty();
        factor = BigDecimal.ONE;
        decimals = 0;
        lowerPart = Optional.empty();
    }

    /** A sum that is kept in two parts. */
    Metric(String code, Measure high, Measure low) {
        this.code = code;
        numerator = high;
        denominator = Optional.empty();
        factor = BigDecimal.valueOf(EventValue.BASE).movePointLeft(EventValue.DECIMALS);
        decimals = EventValue.DECIMALS;
        lowerPart = Optional.of(low);
    }

    Metric(String code, Measure numerator, Measure denominator, String factor, int decimals) {
        this.code = code;
        this.numerator = numerator;
        this.denominator = Optional.of(denominator);
        this.factor = new BigDecimal(factor);
        this.decimals = decimals;
        lowerPart = Optional.empty();
    }

    /** The name in the query interface (contract: stats-api, "Metrics"). */
    public String code() {
        return code;
    }

    /** The measures it is made of. */
    public Set<Measure> needs() {
        Set<Measure> needs = EnumSet.of(numerator);
        denominator.ifPresent(needs::add);
        lowerPart.ifPresent(needs::add);
        return needs;
    }

    /** The measure it counts, or the upper part of its ratio. */
    public Measure numerator() {
        return numerator;
    }

    /** The lower part of its ratio; empty for a count. */
    public Optional<Measure> denominator() {
        return denominator;
    }

    /** What the ratio is multiplied by. */
    public BigDecimal factor() {
        return factor;
    }

    /** Number of decimals shown. */
    public int decimals() {
        return decimals;
    }

    /** Its value, with its own number of decimals. */
    public BigDecimal of(Measures measures) {
        return of(measures, decimals);
    }

    /** Its value with another number of decimals than its own, rounded from the exact value. */
    public BigDecimal of(Measures measures, int decimalPlaces) {
        if (this == REVENUE) {
            return EventValue.shown(EventValue.sum(measures).setScale(decimalPlaces, RoundingMode.HALF_UP));
        }
        BigDecimal top = BigDecimal.valueOf(measures.get(numerator)).multiply(factor);
        if (denominator.isEmpty()) {
            return top;
        }
        long bottom = measures.get(denominator.get());
        if (bottom == 0) {
            return BigDecimal.ZERO.setScale(decimalPlaces);
        }
        return top.divide(BigDecimal.valueOf(bottom), WORKING_DIGITS, RoundingMode.DOWN)
                .setScale(decimalPlaces, RoundingMode.HALF_UP);
    }
}
