package dev.zta.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: sites, "Time zone". */
class SiteCalendarTest {
    private static final Instant NOON = Instant.parse("2026-05-12T12:00:00Z");

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "UTC, Europe/Berlin, 2026-05-13, 22",
        "Europe/Berlin, UTC, 2026-05-13, 26",
        "Europe/Berlin, Asia/Kathmandu, 2026-05-13, 20",
        "Pacific/Kiritimati, Etc/GMT+12, 2026-05-14, 50",
        "Etc/GMT+12, Pacific/Kiritimati, 2026-05-14, 22",
        "America/New_York, Pacific/Kiritimati, 2026-05-13, 6"
    })
    void the_day_at_a_change_is_longer_or_shorter_and_no_date_occurs_twice(
            String from, String to, LocalDate firstDay, long hours) {
        SiteCalendar calendar = SiteCalendar.of(ZoneId.of(from)).changedTo(ZoneId.of(to), NOON);
        SiteDay today = calendar.dayAt(NOON);
        assertThat(today).isEqualTo(SiteDay.at(NOON, ZoneId.of(from)));
        SiteDay next = calendar.dayAt(today.endsAt());
        assertThat(next.date()).isEqualTo(firstDay);
        assertThat(next.startsAt()).isEqualTo(today.endsAt());
        assertThat(Duration.between(next.startsAt(), next.endsAt()).toHours()).isEqualTo(hours);
        assertThat(calendar.dayAt(next.endsAt().minusMillis(1))).isEqualTo(next);
        SiteDay later = calendar.dayAt(next.endsAt());
        assertThat(later).isEqualTo(SiteDay.of(firstDay.plusDays(1), ZoneId.of(to)));
        assertThat(calendar.dayOn(firstDay)).isEqualTo(next);
        assertThat(calendar.dayOn(today.date())).isEqualTo(today);
        assertThat(calendar.dayOn(later.date())).isEqualTo(later);
    }

    @Test
    void a_date_that_was_left_out_means_the_day_after() {
        SiteCalendar calendar =
                SiteCalendar.of(ZoneId.of("Etc/GMT+12")).changedTo(ZoneId.of("Pacific/Kiritimati"), NOON);
        assertThat(calendar.dayOn(LocalDate.parse("2026-05-13")).date()).isEqualTo(LocalDate.parse("2026-05-14"));
    }

    @Test
    void a_change_that_does_not_act_yet_is_replaced() {
        SiteCalendar berlin = SiteCalendar.of(ZoneId.of("Europe/Berlin"));
        SiteCalendar changed = berlin.changedTo(ZoneId.of("UTC"), NOON);
        assertThat(changed.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(changed.zoneAt(NOON)).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(changed.changedTo(ZoneId.of("Europe/Berlin"), NOON.plusSeconds(60)))
                .isEqualTo(berlin);
        assertThat(changed.changedTo(ZoneId.of("Asia/Tokyo"), NOON).changes()).hasSize(1);
    }
}
