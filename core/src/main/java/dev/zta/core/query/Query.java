package dev.zta.core.query;

import dev.zta.core.site.SiteId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One question to the store. Every endpoint asks with one of these and none has SQL of its own.
 *
 * @param site whose numbers
 * @param period which stretch of time
 * @param by what the rows stand for; empty: one row of totals
 * @param filters joined by AND
 * @param events which custom events are counted, all where rows stand for something else; and what their values are
 * @param measures what is wanted in each row; the others are 0 there
 * @param order largest first by these metrics' shown (rounded) values in turn, then by key in code point order; by time,
 *     oldest first, whatever stands here
 * @param limit most rows
 * @param offset rows left out at the head
 */
public record Query(
        SiteId site,
        Period period,
        Optional<Dimension> by,
        List<Filter> filters,
        EventChoice events,
        Set<Measure> measures,
        List<Metric> order,
        int limit,
        int offset) {
    public Query {
        filters = List.copyOf(filters);
        measures = Set.copyOf(measures);
        order = List.copyOf(order);
        if (limit < 1 || offset < 0 || measures.isEmpty()) {
            throw new IllegalArgumentException("A query wants at least one measure and one row");
        }
        if (!events.conditions().isEmpty() && by.filter(Dimension::isOfEvents).isEmpty()) {
            throw new IllegalArgumentException("Events are chosen where rows stand for them: " + by);
        }
        if (events.property().isPresent() != by.equals(Optional.of(Dimension.EVENT_PROPERTY))) {
            throw new IllegalArgumentException("A property is named where rows are its values: " + by);
        }
    }

    /** With all events. */
    public Query(
            SiteId site,
            Period period,
            Optional<Dimension> by,
            List<Filter> filters,
            Set<Measure> measures,
            List<Metric> order,
            int limit,
            int offset) {
        this(site, period, by, filters, EventChoice.ALL, measures, order, limit, offset);
    }

    /** The totals of some metrics over the whole period. */
    public static Query totals(SiteId site, Period period, List<Filter> filters, List<Metric> metrics) {
        return new Query(site, period, Optional.empty(), filters, measuresOf(metrics), List.of(), 1, 0);
    }

    /** The rows with the largest values, ordered by the metrics in turn. */
    public static Query top(
            SiteId site, Period period, Dimension by, List<Filter> filters, List<Metric> metrics, int limit) {
        return new Query(site, period, Optional.of(by), filters, measuresOf(metrics), metrics, limit, 0);
    }

    private static Set<Measure> measuresOf(List<Metric> metrics) {
        EnumSet<Measure> all = EnumSet.noneOf(Measure.class);
        metrics.forEach(metric -> all.addAll(metric.needs()));
        return all;
    }
}
