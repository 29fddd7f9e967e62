package dev.zta.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.query.ReportTable.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract: stats, "timeseries" and "hourly". */
class TimeSeriesTest {
    private static final Measures ONE_VIEW = new Measures(Map.of(Measure.PAGEVIEWS, 1L));

    @Test
    void days_without_data_have_zeros_and_both_ends_are_touched() {
        Period period = period("Europe/Berlin", "2026-01-14T10:30:00Z", "2026-01-16T23:00:00Z");
        assertThat(TimeSeries.days(period, table("2026-01-15")))
                .containsExactly(
                        Map.entry(LocalDate.of(2026, 1, 14), Measures.ZERO),
                        Map.entry(LocalDate.of(2026, 1, 15), ONE_VIEW),
                        Map.entry(LocalDate.of(2026, 1, 16), Measures.ZERO));
    }

    @Test
    void hours_follow_the_zones_clock_and_the_first_is_cut() {
        Period period = period("Asia/Kathmandu", "2026-01-14T10:30:00Z", "2026-01-14T12:20:00Z");
        assertThat(TimeSeries.hours(period, table("2026-01-14T11:15:00Z")))
                .containsExactly(
                        Map.entry(Instant.parse("2026-01-14T10:30:00Z"), Measures.ZERO),
                        Map.entry(Instant.parse("2026-01-14T11:15:00Z"), ONE_VIEW),
                        Map.entry(Instant.parse("2026-01-14T12:15:00Z"), Measures.ZERO));
    }

    @Test
    void the_hour_that_comes_twice_is_two_hours() {
        Period period = period("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
        assertThat(TimeSeries.hours(period, new ReportTable(List.of(), 0))).hasSize(25);
    }

    private static Period period(String zone, String start, String end) {
        return new Period(Instant.parse(start), Instant.parse(end), ZoneId.of(zone));
    }

    private static ReportTable table(String key) {
        return new ReportTable(List.of(new Row(List.of(key), ONE_VIEW)), 1);
    }
}
