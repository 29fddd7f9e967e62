package dev.zta.core.account;

/**
 * What is stored of an API key's secret: a keyed hash, as hex. Prints as nothing.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record KeyHash(String hex) {
    @Override
    public String toString() {
        return "KeyHash";
    }
}
