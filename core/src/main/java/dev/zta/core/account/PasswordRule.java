package dev.zta.core.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password must be like (contract: auth, "Password rule").
 *
 * @param shortest least number of characters
 * @param common passwords that are tried first by everybody, lower-cased
 */
public record PasswordRule(int shortest, Set<String> common) {
    /** Least number of characters unless the operator wants more. */
    public static final int DEFAULT_SHORTEST = 8;

    private static final int LONGEST = 128;

    public PasswordRule {
        if (shortest < DEFAULT_SHORTEST || shortest > LONGEST) {
            throw new IllegalArgumentException("The least length is between 8 and 128 characters");
        }
        common = Set.copyOf(common);
    }

    /** What is wrong with a password, in the contract's words; nothing when it is good. */
    public Optional<String> problemWith(String password, String email) {
        int characters = password.codePointCount(0, password.length());
        if (characters < shortest) {
            return Optional.of("Password must be at least " + shortest + " characters");
        }
        if (characters > LONGEST) {
            return Optional.of("Password must not exceed " + LONGEST + " characters");
        }
        return isCommon(password.toLowerCase(Locale.ROOT), email)
                ? Optional.of("Password is too common")
                : Optional.empty();
    }

    private boolean isCommon(String password, String email) {
        return common.contains(password)
                || password.equals(email)
                || password.codePoints().distinct().count() == 1;
    }
}
