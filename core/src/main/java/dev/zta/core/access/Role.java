package dev.zta.core.access;

/** What a person is on a site, least first (contract: teams, "Roles"). */
public enum Role {
    VIEWER,
    MEMBER,
    ADMIN,
    OWNER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
