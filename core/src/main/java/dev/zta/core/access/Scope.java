package dev.zta.core.access;

import java.util.Arrays;
import java.util.Optional;

/** What an API key may do; each contains the one before (contract: api-keys, "Scopes"). */
public enum Scope {
    READ("read"),
    WRITE("write"),
    ADMIN("admin");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** The scope of this name; nothing for any other text: a wrong scope is an error, never a lesser scope. */
    public static Optional<Scope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }

    /** The name in requests, answers and the account store. */
    public String code() {
        return code;
    }

    public boolean includes(Scope other) {
        return compareTo(other) >= 0;
    }
}
