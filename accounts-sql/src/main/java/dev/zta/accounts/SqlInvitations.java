package dev.zta.accounts;

import dev.zta.core.access.Role;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Invitations;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.Membership;
import dev.zta.core.account.User;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The table {@code invitations}. */
final class SqlInvitations implements Invitations {
    private static final String SELECT = "SELECT id, site_id, email, role, invited_by, invited_at, expires_at,"
            + " is_mailed, accepted_at FROM invitations";

    private final Writes writes;

    SqlInvitations(Writes writes) {
        this.writes = writes;
    }

    @Override
    public Addition add(Invitation invitation, KeyHash token, OptionalInt limit) {
        return writes.write(connection -> added(connection, invitation, token, limit));
    }

    private static Addition added(Connection connection, Invitation invitation, KeyHash token, OptionalInt limit)
            throws SQLException {
        if (hasRole(connection, invitation)) {
            return Addition.ALREADY_MEMBER;
        }
        if (TeamSize.isFullFor(connection, invitation.site(), invitation.email(), invitation.invitedAt(), limit)) {
            return Addition.TEAM_FULL;
        }
        Sql.update(
                connection,
                "DELETE FROM invitations WHERE site_id = ? AND email = ? AND accepted_at IS NULL",
                invitation.site().value(),
                invitation.email());
        insert(connection, invitation, token);
        return Addition.ADDED;
    }

    private static boolean hasRole(Connection connection, Invitation invitation) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM sites JOIN users ON users.email = ? WHERE sites.id = ? AND (sites.owner_id = users.id"
                        + " OR EXISTS (SELECT 1 FROM memberships WHERE site_id = sites.id AND user_id = users.id))",
                invitation.email(),
                invitation.site().value());
    }

    private static void insert(Connection connection, Invitation invitation, KeyHash token) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO invitations (id, site_id, email, role, token_hash, invited_by, invited_at, expires_at,"
                        + " is_mailed, accepted_at, expiry_told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                invitation.id(),
                invitation.site().value(),
                invitation.email(),
                invitation.role().code(),
                token.hex(),
                invitation.invitedBy(),
                invitation.invitedAt(),
                invitation.expiresAt(),
                invitation.isMailed(),
                invitation.acceptedAt());
    }

    @Override
    public Optional<Invitation> byToken(KeyHash token) {
        return writes.read(connection ->
                Sql.first(connection, SELECT + " WHERE token_hash = ?", SqlInvitations::read, token.hex()));
    }

    @Override
    public Optional<Invitation> pending(SiteId site, String id, Instant now) {
        return pendingOf(site, now).stream()
                .filter(invitation -> invitation.id().equals(id))
                .findFirst();
    }

    @Override
    public List<Invitation> pendingOf(SiteId site, Instant now) {
        return writes.read(connection -> Sql.list(
                connection,
                SELECT + " WHERE site_id = ? AND accepted_at IS NULL AND expires_at > ? ORDER BY invited_at, id",
                SqlInvitations::read,
                site.value(),
                now));
    }

    @Override
    public List<Invitation> concerning(User user) {
        return writes.read(connection -> Sql.list(
                connection,
                SELECT + " WHERE invited_by = ? OR email = ? OR site_id IN (SELECT id FROM sites WHERE owner_id = ?)"
                        + " ORDER BY invited_at, id",
                SqlInvitations::read,
                user.id(),
                user.email(),
                user.id()));
    }

    @Override
    public boolean anyPendingTo(String email, Instant now) {
        return writes.read(connection -> Sql.exists(
                connection,
                "SELECT 1 FROM invitations WHERE email = ? AND accepted_at IS NULL AND expires_at > ? LIMIT 1",
                email,
                now));
    }

    @Override
    public void mailed(String id) {
        writes.write(connection -> Sql.update(connection, "UPDATE invitations SET is_mailed = 1 WHERE id = ?", id));
    }

    @Override
    public void changeRole(String id, Role role) {
        writes.write(
                connection -> Sql.update(connection, "UPDATE invitations SET role = ? WHERE id = ?", role.code(), id));
    }

    /** What became of an acceptance, and the membership that it brought. */
    private record Joining(Acceptance acceptance, Optional<Membership> membership) {
        static Joining refused(Acceptance why) {
            return new Joining(why, Optional.empty());
        }
    }

    @Override
    public Acceptance accept(Invitation invitation, String userId, Instant at, OptionalInt limit) {
        return writes.write(
                        connection -> joining(connection, invitation.id(), userId, at, limit),
                        (memory, joining) -> joining.membership().ifPresent(memory::put))
                .acceptance();
    }

    private static Joining joining(Connection connection, String id, String userId, Instant at, OptionalInt limit)
            throws SQLException {
        Optional<Invitation> found = Sql.first(connection, SELECT + " WHERE id = ?", SqlInvitations::read, id);
        if (found.isEmpty()) {
            return Joining.refused(Acceptance.GONE);
        }
        Optional<Acceptance> obstacle = obstacle(connection, found.get(), limit);
        return obstacle.isPresent()
                ? Joining.refused(obstacle.get())
                : joined(
                        connection,
                        id,
                        new Membership(found.get().site(), userId, found.get().role(), at));
    }

    private static Optional<Acceptance> obstacle(Connection connection, Invitation invitation, OptionalInt limit)
            throws SQLException {
        if (invitation.acceptedAt().isPresent()) {
            return Optional.of(Acceptance.ALREADY_ACCEPTED);
        }
        if (hasRole(connection, invitation)) {
            return Optional.of(Acceptance.ALREADY_MEMBER);
        }
        return TeamSize.isFullOfMembersFor(connection, invitation.site(), invitation.email(), limit)
                ? Optional.of(Acceptance.TEAM_FULL)
                : Optional.empty();
    }

    private static Joining joined(Connection connection, String id, Membership membership) throws SQLException {
        Sql.update(connection, "UPDATE invitations SET accepted_at = ? WHERE id = ?", membership.joinedAt(), id);
        MemberRows.put(connection, membership);
        return new Joining(Acceptance.ACCEPTED, Optional.of(membership));
    }

    @Override
    public boolean remove(String id) {
        return writes.write(connection ->
                Sql.update(connection, "DELETE FROM invitations WHERE id = ? AND accepted_at IS NULL", id) > 0);
    }

    @Override
    public List<Invitation> takeExpired(Instant now) {
        return writes.write(connection -> {
            String untold = " WHERE accepted_at IS NULL AND expires_at <= ? AND expiry_told = 0";
            List<Invitation> expired = Sql.list(connection, SELECT + untold, SqlInvitations::read, now);
            Sql.update(connection, "UPDATE invitations SET expiry_told = 1" + untold, now);
            return expired;
        });
    }

    @Override
    public void eraseEndedBefore(Instant cutoff) {
        writes.write(connection -> Sql.update(
                connection,
                "DELETE FROM invitations WHERE accepted_at < ? OR (accepted_at IS NULL AND expires_at < ?)",
                cutoff,
                cutoff));
    }

    private static Invitation read(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString("id"),
                new SiteId(row.getString("site_id")),
                row.getString("email"),
                Role.of(row.getString("role")).orElseThrow(),
                row.getString("invited_by"),
                Sql.instant(row, "invited_at"),
                Sql.instant(row, "expires_at"),
                row.getInt("is_mailed") != 0,
                Sql.optionalInstant(row, "accepted_at"));
    }
}
