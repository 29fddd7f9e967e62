package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A person with an account.
 *
 * @param id {@code user_…}
 * @param email trimmed and lower-cased; one account each
 * @param name what to call the person
 * @param password empty for those who log in some other way
 * @param disabled may not log in, and no token or key of theirs works
 */
public record User(
        String id,
        String email,
        Optional<String> name,
        Optional<PasswordHash> password,
        boolean disabled,
        Instant createdAt) {}
