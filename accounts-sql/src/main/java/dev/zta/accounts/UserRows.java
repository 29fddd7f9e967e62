package dev.zta.accounts;

import dev.zta.core.account.AccountStore.UserAddition;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code users}. */
final class UserRows {
    private static final String SELECT = "SELECT id, email, name, password, disabled, created_at FROM users";

    private UserRows() {}

    static Optional<User> byId(Connection connection, String id) throws SQLException {
        return Sql.first(connection, SELECT + " WHERE id = ?", UserRows::read, id);
    }

    static Optional<User> byEmail(Connection connection, String email) throws SQLException {
        return Sql.first(connection, SELECT + " WHERE email = ?", UserRows::read, email);
    }

    static List<User> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + " ORDER BY created_at, id", UserRows::read);
    }

    static boolean any(Connection connection) throws SQLException {
        return Sql.exists(connection, "SELECT 1 FROM users LIMIT 1");
    }

    static UserAddition add(Connection connection, User user) throws SQLException {
        if (byEmail(connection, user.email()).isPresent()) {
            return UserAddition.EMAIL_TAKEN;
        }
        Sql.update(
                connection,
                "INSERT INTO users (id, email, name, password, disabled, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                user.id(),
                user.email(),
                user.name(),
                user.password().map(PasswordHash::encoded),
                user.disabled(),
                user.createdAt());
        // Sites that an import made while there was nobody to own them.
        Sql.update(connection, "UPDATE sites SET owner_id = ? WHERE owner_id = ?", user.id(), Site.NOBODY);
        return UserAddition.ADDED;
    }

    /** When somebody last used a login or a key; behind by as much as the times of last use are. */
    static Optional<Instant> lastActive(Connection connection, String userId) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT MAX(at) AS at FROM (SELECT MAX(last_active_at) AS at FROM login_sessions WHERE user_id = ?"
                                + " UNION ALL SELECT MAX(last_used_at) FROM api_keys WHERE user_id = ?) uses",
                        row -> Sql.optionalInstant(row, "at"),
                        userId,
                        userId)
                .flatMap(at -> at);
    }

    private static User read(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("email"),
                Sql.optionalText(row, "name"),
                Sql.optionalText(row, "password").map(PasswordHash::new),
                row.getInt("disabled") != 0,
                Sql.instant(row, "created_at"));
    }
}
