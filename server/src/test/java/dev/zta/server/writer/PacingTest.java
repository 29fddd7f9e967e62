package dev.zta.server.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Duration BUSY = Duration.ofMillis(200);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A turn of 100 records in which callers crowded, while many more came and more wait. */
    private static Pacing.Turn crowded(Duration age, long arrived) {
        return new Pacing.Turn(BUSY, 100, 2_000, 500, arrived, SECOND, age);
    }

    @Test
    void gathers_events_for_a_while_when_the_store_has_them_all() {
        Pacing.Turn upToDate = new Pacing.Turn(BUSY, 100, 2_000, 0, 100, SECOND, SECOND);

        assertThat(Pacing.rest(upToDate)).isEqualTo(Pacing.GATHER);
    }

    @Test
    void goes_on_at_once_when_something_waits_and_nobody_crowds() {
        Pacing.Turn alone = new Pacing.Turn(BUSY, 100, 150, 50, 100, SECOND, SECOND);

        assertThat(Pacing.rest(alone)).isZero();
    }

    @Test
    void goes_on_at_once_after_a_crowd_has_left() {
        assertThat(Pacing.rest(crowded(SECOND, 0))).isZero();
    }

    @Test
    void leaves_three_quarters_of_its_time_to_beacons_while_they_crowd() {
        assertThat(Pacing.rest(crowded(SECOND, 1_000))).isEqualTo(BUSY.multipliedBy(3));
    }

    @Test
    void rests_two_seconds_at_most() {
        Pacing.Turn slow = new Pacing.Turn(Duration.ofSeconds(5), 100, 2_000, 500, 1_000, SECOND, SECOND);

        assertThat(Pacing.rest(slow)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void lets_nothing_grow_old_that_it_can_keep_up_with() {
        assertThat(Pacing.rest(crowded(Duration.ofSeconds(7), 400))).isZero();
    }

    @Test
    void leaves_to_the_journal_what_it_can_not_keep_up_with() {
        assertThat(Pacing.rest(crowded(Duration.ofSeconds(60), 1_000))).isEqualTo(BUSY.multipliedBy(3));
    }
}
