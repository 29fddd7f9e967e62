package dev.zta.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contract: stats, "Periods" and the errors of "GET /api/stats". */
class PeriodParserTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Instant NOW = Instant.parse("2026-01-16T10:04:50.123Z");

    private final PeriodParser parser = new PeriodParser(AMSTERDAM, NOW);

    @Test
    void seven_days_are_calendar_days_today_so_far_the_last() {
        assertPeriod(parse(Optional.empty()), "2026-01-09T23:00:00Z", NOW.toString());
        assertPeriod(parse(Optional.of("30d")), "2025-12-17T23:00:00Z", NOW.toString());
        assertPeriod(parse(Optional.of("365d")), "2025-01-16T23:00:00Z", NOW.toString());
    }

    @Test
    void the_last_24_hours_begin_at_a_full_minute_and_end_now() {
        assertPeriod(parse(Optional.of("24h")), "2026-01-15T10:04:00Z", NOW.toString());
    }

    @Test
    void dates_mean_whole_days_and_the_last_is_included() {
        assertPeriod(between("2026-01-14", "2026-01-15"), "2026-01-13T23:00:00Z", "2026-01-15T23:00:00Z");
        assertPeriod(between("2026-01-15", "2026-01-15"), "2026-01-14T23:00:00Z", "2026-01-15T23:00:00Z");
    }

    @Test
    void the_day_on_which_clocks_go_back_has_25_hours() {
        PeriodParser later = new PeriodParser(AMSTERDAM, Instant.parse("2026-11-01T00:00:00Z"));
        RequestedPeriod day = later.parse(Optional.empty(), Optional.of("2026-10-25"), Optional.of("2026-10-25"));
        assertPeriod(day, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    }

    @Test
    void date_times_are_instants_and_without_an_offset_local() {
        assertPeriod(
                between("2026-01-14T10:00:00Z", "2026-01-14T12:00:00+01:00"),
                "2026-01-14T10:00:00Z",
                "2026-01-14T11:00:00Z");
        assertPeriod(
                between("2026-01-14T10:00", "2026-01-14T10:00:30.5"),
                "2026-01-14T09:00:00Z",
                "2026-01-14T09:00:30.500Z");
    }

    /** What {@code curl '…&startDate=2026-01-14T12:00:00+01:00'} sends says a space where a plus sign was typed. */
    @Test
    void the_plus_sign_of_an_offset_may_have_become_a_space() {
        assertPeriod(
                between("2026-01-14T12:00:00 01:00", "2026-01-14T12:00 00:00"),
                "2026-01-14T11:00:00Z",
                "2026-01-14T12:00:00Z");
        assertRefused(Optional.empty(), "2026-01-14 12:00:00", null, "Invalid start date");
    }

    @Test
    void a_start_alone_runs_until_now_and_an_end_after_now_is_cut() {
        RequestedPeriod open = parser.parse(Optional.of("nonsense"), Optional.of("2026-01-10"), Optional.empty());
        assertPeriod(open, "2026-01-09T23:00:00Z", NOW.toString());
        assertThat(open.endsNow()).isTrue();
        assertPeriod(between("2026-01-16", "2026-02-16"), "2026-01-15T23:00:00Z", NOW.toString());
        assertThat(between("2026-01-14", "2026-01-15").endsNow()).isFalse();
    }

    @Test
    void bad_periods_and_dates_get_the_contracts_words() {
        assertRefused(Optional.of("8d"), null, null, "Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d");
        assertRefused(Optional.empty(), "2026-02-30", null, "Invalid start date");
        assertRefused(Optional.empty(), "yesterday", null, "Invalid start date");
        assertRefused(Optional.empty(), "2026-01-10", "2026-1-11", "Invalid end date");
        assertRefused(Optional.empty(), "2026-01-10", "2026-01-11T25:00:00Z", "Invalid end date");
        assertRefused(Optional.empty(), null, "2026-01-10", "startDate is required with endDate");
        assertRefused(Optional.empty(), "2026-01-12", "2026-01-11", "End date must be after start date");
        assertRefused(
                Optional.empty(),
                "2026-01-12T10:00:00Z",
                "2026-01-12T11:00:00+01:00",
                "End date must be after start date");
        assertRefused(Optional.empty(), "2026-01-17", null, "Dates cannot be in the future");
        assertRefused(Optional.empty(), "2026-01-17", "2026-01-18", "Dates cannot be in the future");
        assertRefused(Optional.empty(), "2016-01-16", "2026-01-16", "Date range cannot exceed 10 years");
        assertRefused(Optional.empty(), "0001-01-01", null, "Date range cannot exceed 10 years");
    }

    @Test
    void ten_years_are_not_too_long() {
        assertPeriod(between("2016-01-15", "2026-01-14"), "2016-01-14T23:00:00Z", "2026-01-14T23:00:00Z");
    }

    /** "the same length directly before; … a range that ends now is compared with one cut at the same time of day". */
    @Test
    void the_previous_period_is_as_long_and_directly_before() {
        assertThat(between("2026-01-14", "2026-01-15").compared(Comparison.PREVIOUS_PERIOD))
                .isEqualTo(period("2026-01-11T23:00:00Z", "2026-01-13T23:00:00Z"));
        assertThat(parse(Optional.of("7d")).compared(Comparison.PREVIOUS_PERIOD))
                .isEqualTo(period("2026-01-02T23:00:00Z", "2026-01-09T10:04:50.123Z"));
        assertThat(parse(Optional.of("24h")).compared(Comparison.PREVIOUS_PERIOD))
                .isEqualTo(period("2026-01-14T10:03:09.877Z", "2026-01-15T10:04:00Z"));
    }

    @Test
    void the_previous_period_counts_days_where_clocks_change() {
        PeriodParser later = new PeriodParser(AMSTERDAM, Instant.parse("2026-11-01T00:00:00Z"));
        RequestedPeriod day = later.parse(Optional.empty(), Optional.of("2026-10-26"), Optional.of("2026-10-26"));
        assertThat(day.compared(Comparison.PREVIOUS_PERIOD))
                .isEqualTo(period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    @Test
    void the_previous_year_has_the_same_dates() {
        assertThat(between("2026-01-14", "2026-01-15").compared(Comparison.PREVIOUS_YEAR))
                .isEqualTo(period("2025-01-13T23:00:00Z", "2025-01-15T23:00:00Z"));
        assertThat(between("2024-02-29", "2024-02-29").compared(Comparison.PREVIOUS_YEAR))
                .isEqualTo(period("2023-02-27T23:00:00Z", "2023-02-28T23:00:00Z"));
        assertThat(parse(Optional.of("7d")).compared(Comparison.PREVIOUS_YEAR))
                .isEqualTo(period("2025-01-09T23:00:00Z", "2025-01-16T10:04:50.123Z"));
    }

    @Test
    void an_unknown_comparison_is_refused() {
        assertThat(Comparison.parse(Optional.of("previous_year"))).contains(Comparison.PREVIOUS_YEAR);
        assertThatThrownBy(() -> Comparison.parse(Optional.of("last_year")))
                .isInstanceOfSatisfying(BadQueryException.class, e -> {
                    assertThat(e.error()).isEqualTo("Validation failed");
                    assertThat(e.fields()).containsKey("compare");
                });
    }

    private RequestedPeriod parse(Optional<String> name) {
        return parser.parse(name, Optional.empty(), Optional.empty());
    }

    private RequestedPeriod between(String start, String end) {
        return parser.parse(Optional.empty(), Optional.of(start), Optional.of(end));
    }

    private static Period period(String start, String end) {
        return new Period(Instant.parse(start), Instant.parse(end), AMSTERDAM);
    }

    private static void assertPeriod(RequestedPeriod actual, String start, String end) {
        assertThat(actual.period()).isEqualTo(period(start, end));
    }

    private void assertRefused(Optional<String> period, @Nullable String start, @Nullable String end, String error) {
        assertThatThrownBy(() -> parser.parse(period, Optional.ofNullable(start), Optional.ofNullable(end)))
                .isInstanceOfSatisfying(
                        BadQueryException.class, e -> assertThat(e.error()).isEqualTo(error));
    }
}
