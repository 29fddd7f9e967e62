package dev.zta.core.account;

/**
 * What is stored of a password. Prints as nothing.
 *
 * @param encoded algorithm, parameters, salt and hash in one text ({@code $argon2id$…}; imported: {@code $2b$…})
 */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
