package dev.zta.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.RateRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void lets_exactly_the_number_through_and_opens_again_exactly_when_it_said() {
        RateLimit limit = RateLimit.of(100, Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            assertThat(limit.take("a", NOW.plusMillis(i))).isZero();
        }
        assertThat(limit.take("a", NOW.plusSeconds(10))).isEqualTo(Duration.ofSeconds(50));
        assertThat(limit.take("b", NOW.plusSeconds(10))).isZero();
        assertThat(limit.take("a", NOW.plusSeconds(60).minusNanos(1))).isEqualTo(Duration.ofNanos(1));
        assertThat(limit.take("a", NOW.plusSeconds(60))).isZero();
    }

    @Test
    void all_windows_of_a_rule_hold_at_once_and_the_longest_wait_counts() {
        RateLimit limit = new RateLimit(RateRule.parse("2/1m,3/1h"));
        limit.take("a", NOW);
        limit.take("a", NOW);
        assertThat(limit.take("a", NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(limit.take("a", NOW.plusSeconds(60))).isZero();
        assertThat(limit.take("a", NOW.plusSeconds(60))).isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void what_is_refused_is_not_counted() {
        RateLimit limit = new RateLimit(RateRule.parse("1/1m,2/1h"));
        limit.take("a", NOW);
        for (int i = 0; i < 10; i++) {
            limit.take("a", NOW);
        }
        assertThat(limit.take("a", NOW.plusSeconds(60))).isZero();
    }

    @Test
    void many_at_once_never_pass_it() throws InterruptedException {
        RateLimit limit = RateLimit.of(50, Duration.ofMinutes(1));
        AtomicInteger passed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                threads.execute(() -> {
                    if (limit.take("a", NOW).isZero()) {
                        passed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(passed).hasValue(50);
    }

    @Test
    void a_flood_of_others_does_not_free_the_one_that_is_held_up() {
        RateLimit limit = RateLimit.of(5, Duration.ofMinutes(1));
        for (int i = 0; i < 30; i++) {
            limit.take("a", NOW);
        }
        for (int i = 0; i < 200_000; i++) {
            limit.take("flood" + i, NOW);
            if (i % 1000 == 0) {
                limit.take("a", NOW);
            }
        }
        assertThat(limit.take("a", NOW)).isPositive();
    }

    /** A clock that is set back must not hold anybody up for longer than a window. */
    @Test
    void a_clock_set_back_begins_a_new_window() {
        RateLimit limit = RateLimit.of(1, Duration.ofMinutes(1));
        limit.take("a", NOW);
        assertThat(limit.take("a", NOW.minus(Duration.ofDays(1)))).isZero();
    }

    @Test
    void an_address_is_known_by_a_hash_that_changes_every_day_and_an_ipv6_network_counts_as_one() {
        AddressSubjects subjects = new AddressSubjects(new Random(1));
        String name = subjects.of("203.0.113.7", NOW);
        assertThat(name).doesNotContain("203").isEqualTo(subjects.of("203.0.113.7", NOW.plusSeconds(3600)));
        assertThat(name).isNotEqualTo(subjects.of("203.0.113.8", NOW));
        assertThat(subjects.of("2001:db8:1:2::1", NOW)).isEqualTo(subjects.of("2001:db8:1:2:ffff::9", NOW));
        assertThat(subjects.of("2001:db8:1:2::1", NOW)).isNotEqualTo(subjects.of("2001:db8:1:3::1", NOW));
        assertThat(subjects.of("203.0.113.7", NOW.plus(Duration.ofDays(1)))).isNotEqualTo(name);
    }
}
