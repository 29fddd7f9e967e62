package dev.zta.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Contract: cli, {@code zta demo}. */
class DemoLogTest {
    @Test
    void the_last_day_is_today_and_times_of_day_stay() {
        DemoLog log = DemoLog.at(Instant.parse("2026-11-22T23:00:00Z"));
        assertThat(log.lines()).hasSize(10_000);
        assertThat(log.stillToCome()).isZero();
        assertThat(log.lines().getFirst()).contains("[19/Nov/2026:10:05:03 +0000] \"GET /presentations/");
        assertThat(log.lines().getLast()).contains("[22/Nov/2026:21:05:15 +0000]");
    }

    @Test
    void lines_of_today_that_are_still_to_come_are_left_out() {
        DemoLog log = DemoLog.at(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(log.stillToCome()).isPositive();
        assertThat(log.lines()).hasSize(10_000 - log.stillToCome());
        assertThat(log.lines()).noneMatch(line -> line.contains("[01/Mar/2026:21:"));
        assertThat(log.lines()).anyMatch(line -> line.contains("[01/Mar/2026:11:"));
        assertThat(new String(log.content(), java.nio.charset.StandardCharsets.UTF_8))
                .hasLineCount(log.lines().size());
    }
}
