package dev.zta.core.access;

/** What an API key may do; each contains the one before (contract: api-keys, "Scopes"). */
public enum Scope {
    READ,
    WRITE,
    ADMIN;

    public boolean includes(Scope other) {
        return compareTo(other) >= 0;
    }
}
