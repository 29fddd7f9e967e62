package dev.zta.server.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that has to work.
 *
 * @param name as it stands in the answer
 * @param attempt tries it; throws when it doesn't work
 * @param remark one word on something that works and is not as it should be; it stands in the place of {@code ok}
 */
public record HealthCheck(String name, Runnable attempt, Supplier<Optional<String>> remark) {
    /** A check without remarks. */
    public HealthCheck(String name, Runnable attempt) {
        this(name, attempt, Optional::empty);
    }
}
