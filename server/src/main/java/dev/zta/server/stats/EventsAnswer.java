package dev.zta.server.stats;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The events of a site in the shape of the contract (stats, "GET /api/stats/events"); field names are those of the JSON. */
record EventsAnswer(Summary summary, List<Day> timeseries, List<Row> events) {
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
}
