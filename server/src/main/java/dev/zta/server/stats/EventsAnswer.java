package dev.zta.server.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The events of a site in the shape of the contract (stats, "GET /api/stats/events"; beyond, "Event properties and revenue");
 * field names are those of the JSON.
 *
 * @param properties only for one action
 * @param revenue only for one action
 */
record EventsAnswer(
        Summary summary,
        List<Day> timeseries,
        List<Row> events,
        @JsonInclude(Include.NON_ABSENT) Optional<List<PropertyValues>> properties,
        @JsonInclude(Include.NON_ABSENT) Optional<List<Amount>> revenue) {
    /**
     * All of them.
     *
     * @param value sum of the given values
     */
    record Summary(long events, long uniqueVisitors, BigDecimal value) {}

    record Day(LocalDate date, long events, long uniqueVisitors) {}

    /**
     * Events of the same three texts, of which a missing one is {@code null} in JSON.
     *
     * @param value sum of the given values
     * @param avgValue per event with a value; {@code null} in JSON without any
     */
    record Row(
            Optional<String> action,
            Optional<String> category,
            Optional<String> label,
            long events,
            long uniqueVisitors,
            BigDecimal value,
            Optional<BigDecimal> avgValue) {}

    /**
     * The most frequent values of a property.
     *
     * @param total how many values there are in all
     */
    record PropertyValues(String name, List<Value> values, long total) {}

    record Value(String value, long events, long uniqueVisitors) {}

    /**
     * Revenue in one currency.
     *
     * @param events those with revenue in it
     */
    record Amount(String currency, BigDecimal amount, long events) {}
}
