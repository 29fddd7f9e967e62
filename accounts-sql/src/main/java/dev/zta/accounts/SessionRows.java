package dev.zta.accounts;

import dev.zta.core.account.LoginSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code login_sessions}. */
final class SessionRows {
    private static final String COLUMNS =
            "id, user_id, version, device, masked_address, country, created_at, last_active_at";

    private SessionRows() {}

    static LoginSession add(Connection connection, LoginSession session) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO login_sessions (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                session.id(),
                session.userId(),
                session.version(),
                session.device(),
                session.maskedAddress(),
                session.country(),
                session.createdAt(),
                session.lastActiveAt());
        return session;
    }

    static Optional<LoginSession> live(Connection connection, String id) throws SQLException {
        return Sql.first(
                connection,
                "SELECT " + COLUMNS + " FROM login_sessions WHERE id = ? AND ended_at IS NULL",
                SessionRows::read,
                id);
    }

    static List<LoginSession> liveOf(Connection connection, String userId) throws SQLException {
        return Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM login_sessions WHERE user_id = ? AND ended_at IS NULL",
                SessionRows::read,
                userId);
    }

    static List<LoginSession> allOf(Connection connection, String userId) throws SQLException {
        return Sql.list(
                connection, "SELECT " + COLUMNS + " FROM login_sessions WHERE user_id = ?", SessionRows::read, userId);
    }

    static List<LoginSession> idleSince(Connection connection, Instant since) throws SQLException {
        return Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM login_sessions WHERE last_active_at <= ? AND ended_at IS NULL",
                SessionRows::read,
                since);
    }

    static boolean end(Connection connection, String id, Instant at) throws SQLException {
        return Sql.update(
                        connection, "UPDATE login_sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL", at, id)
                > 0;
    }

    static void used(Connection connection, String id, Instant at) throws SQLException {
        Sql.update(
                connection,
                "UPDATE login_sessions SET last_active_at = ? WHERE id = ? AND last_active_at < ?",
                at,
                id,
                at);
    }

    private static LoginSession read(ResultSet row) throws SQLException {
        return new LoginSession(
                row.getString("id"),
                row.getString("user_id"),
                row.getInt("version"),
                row.getString("device"),
                row.getString("masked_address"),
                row.getString("country"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_active_at"));
    }
}
