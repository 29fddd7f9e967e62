package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person has set about the own account (contract: auth, "GET, PATCH /api/user/profile").
 *
 * @param teamName empty: made of the person's name
 * @param tellsNewSession whether a login from somewhere new is told by mail
 * @param tellsFailedLogins whether many failed logins are told by mail
 * @param emailVerifiedAt when the address was proven to be the person's; empty: not yet
 * @param updatedAt when any of it, or the account's name or address, last changed; empty: never
 */
public record Profile(
        Optional<String> teamName,
        boolean tellsNewSession,
        boolean tellsFailedLogins,
        Optional<Instant> emailVerifiedAt,
        Optional<Instant> updatedAt) {
    /** What the team of somebody is called (contract: teams, "Model"). */
    public String teamNameOf(User user) {
        return teamName.orElseGet(() -> user.name()
                        .orElseGet(() -> user.email().substring(0, user.email().indexOf('@')))
                + "'s Team");
    }

    public Profile withTeamName(String name) {
        return new Profile(Optional.of(name), tellsNewSession, tellsFailedLogins, emailVerifiedAt, updatedAt);
    }

    public Profile withNotices(boolean newSession, boolean failedLogins) {
        return new Profile(teamName, newSession, failedLogins, emailVerifiedAt, updatedAt);
    }

    public Profile verifiedAt(Instant at) {
        return new Profile(teamName, tellsNewSession, tellsFailedLogins, Optional.of(at), updatedAt);
    }
}
