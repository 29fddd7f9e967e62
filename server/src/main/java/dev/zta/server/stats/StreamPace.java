package dev.zta.server.stats;

import java.time.Duration;

/**
 * How often a stream does what.
 *
 * @param look at whether anything has changed
 * @param check whether the caller may still see it
 * @param beat when nothing has changed, so that both ends know that the other is there
 */
public record StreamPace(Duration look, Duration check, Duration beat) {
    public static final StreamPace DEFAULT =
            new StreamPace(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(15));
}
