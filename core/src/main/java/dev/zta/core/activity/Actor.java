package dev.zta.core.activity;

import java.util.Optional;

/**
 * Who did it, with the names of that time.
 *
 * @param id {@code user_…}; empty for a person who was erased, and for the operator
 * @param email empty for the same
 */
public record Actor(Optional<String> id, Optional<String> email, Optional<String> name) {
    /** Stands for everybody who was erased (contract: activity-log, "Deleting an account"). */
    public static final Actor ERASED = new Actor(Optional.empty(), Optional.empty(), Optional.of("Deleted user"));

    /** Whoever has the machine and works at its command line, without an account. */
    public static final Actor OPERATOR = new Actor(Optional.empty(), Optional.empty(), Optional.of("Operator"));

    /** A person with an account. */
    public static Actor of(String id, String email, Optional<String> name) {
        return new Actor(Optional.of(id), Optional.of(email), name);
    }
}
