package dev.zta.core.activity;

import java.util.Optional;

/**
 * What it was done to, with the names of that time.
 *
 * @param type {@code site}, {@code user}, {@code api_key}, {@code goal} …
 * @param email given only for somebody without an account, who has no id
 */
public record Target(String type, Optional<String> id, Optional<String> name, Optional<String> email) {
    private static final String USER = "user";

    /** A thing with an id and a name. */
    public static Target of(String type, String id, String name) {
        return new Target(type, Optional.of(id), Optional.of(name), Optional.empty());
    }

    /** A thing that has no name. */
    public static Target of(String type, String id) {
        return new Target(type, Optional.of(id), Optional.empty(), Optional.empty());
    }

    /** A person with an account. */
    public static Target user(String id, Optional<String> name) {
        return new Target(USER, Optional.of(id), name, Optional.empty());
    }

    /** Somebody without an account. */
    public static Target stranger(String email) {
        return new Target(USER, Optional.empty(), Optional.empty(), Optional.of(email));
    }
}
