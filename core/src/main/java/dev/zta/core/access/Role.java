package dev.zta.core.access;

import java.util.Arrays;
import java.util.Optional;

/** What a person is on a site, least first (contract: teams, "Roles"). */
public enum Role {
    VIEWER("viewer"),
    MEMBER("member"),
    ADMIN("admin"),
    OWNER("owner");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** The role of this name, if there is one. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** The name in requests, answers and the account store. */
    public String code() {
        return code;
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
