package dev.zta.accounts;

import dev.zta.core.account.Profile;
import dev.zta.core.account.Profiles;
import dev.zta.core.account.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What people set about their accounts, in the table {@code users}; and the removal of a person. */
final class SqlProfiles implements Profiles {
    /** What goes with a person, those that refer to others of them first. */
    private static final List<String> OF_A_PERSON = List.of(
            "DELETE FROM memberships WHERE user_id = ?",
            "DELETE FROM one_time_tokens WHERE user_id = ?",
            "DELETE FROM backup_codes WHERE user_id = ?",
            "DELETE FROM second_factors WHERE user_id = ?",
            "DELETE FROM login_sessions WHERE user_id = ?",
            "DELETE FROM api_keys WHERE user_id = ?",
            "DELETE FROM invitations WHERE invited_by = ?",
            "DELETE FROM transfers WHERE from_user_id = ?",
            "DELETE FROM transfers WHERE to_user_id = ?",
            "DELETE FROM linked_providers WHERE user_id = ?",
            "DELETE FROM billing WHERE user_id = ?",
            "DELETE FROM kept_plans WHERE user_id = ?",
            "DELETE FROM monthly_pageviews WHERE user_id = ?",
            "DELETE FROM pageviews_of_removed_sites WHERE user_id = ?",
            "DELETE FROM limit_notices WHERE user_id = ?",
            "DELETE FROM segments WHERE user_id = ? AND NOT shared",
            "DELETE FROM users WHERE id = ?");

    private final Writes writes;

    SqlProfiles(Writes writes) {
        this.writes = writes;
    }

    @Override
    public Optional<Profile> of(String userId) {
        return writes.read(connection -> read(connection, userId));
    }

    private static Optional<Profile> read(Connection connection, String userId) throws SQLException {
        return Sql.first(
                connection,
                "SELECT team_name, tells_new_session, tells_failed_logins, email_verified_at, updated_at"
                        + " FROM users WHERE id = ?",
                SqlProfiles::profile,
                userId);
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                Sql.optionalText(row, "team_name"),
                row.getInt("tells_new_session") != 0,
                row.getInt("tells_failed_logins") != 0,
                Sql.optionalInstant(row, "email_verified_at"),
                Sql.optionalInstant(row, "updated_at"));
    }

    @Override
    public void change(String userId, UnaryOperator<Profile> change, Instant at) {
        writes.write(connection -> {
            Optional<Profile> changed = read(connection, userId).map(change);
            if (changed.isPresent()) {
                write(connection, userId, changed.get(), at);
            }
            return changed;
        });
    }

    private static void write(Connection connection, String userId, Profile profile, Instant at) throws SQLException {
        Sql.update(
                connection,
                "UPDATE users SET team_name = ?, tells_new_session = ?, tells_failed_logins = ?,"
                        + " email_verified_at = ?, updated_at = ? WHERE id = ?",
                profile.teamName(),
                profile.tellsNewSession(),
                profile.tellsFailedLogins(),
                profile.emailVerifiedAt(),
                at,
                userId);
    }

    @Override
    public void setName(String userId, Optional<String> name, Instant at) {
        writes.write(
                connection -> Sql.update(
                        connection, "UPDATE users SET name = ?, updated_at = ? WHERE id = ?", name, at, userId),
                (memory, _) -> memory.forgetUser(userId));
    }

    @Override
    public boolean setEmail(String userId, String email, Instant at) {
        return writes.write(
                connection -> {
                    boolean isTaken =
                            Sql.exists(connection, "SELECT 1 FROM users WHERE email = ? AND id <> ?", email, userId);
                    return !isTaken
                            && Sql.update(
                                            connection,
                                            "UPDATE users SET email = ?, email_verified_at = ?, updated_at = ?"
                                                    + " WHERE id = ?",
                                            email,
                                            at,
                                            at,
                                            userId)
                                    > 0;
                },
                (memory, _) -> memory.forgetUser(userId));
    }

    @Override
    public void erase(User user) {
        writes.write(
                connection -> {
                    Sql.update(connection, "DELETE FROM invitations WHERE email = ?", user.email());
                    for (String statement : OF_A_PERSON) {
                        Sql.update(connection, statement, user.id());
                    }
                    return user.id();
                },
                Memory::forgetPerson);
    }
}
