package dev.zta.accounts;

import dev.zta.core.account.LinkedProviders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code linked_providers}. */
final class SqlLinkedProviders implements LinkedProviders {
    private final Database database;

    SqlLinkedProviders(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> userOf(String provider, String subject) {
        return database.read(connection -> userOf(connection, provider, subject));
    }

    private static Optional<String> userOf(Connection connection, String provider, String subject) throws SQLException {
        return Sql.first(
                connection,
                "SELECT user_id FROM linked_providers WHERE provider = ? AND subject = ?",
                row -> row.getString("user_id"),
                provider,
                subject);
    }

    @Override
    public boolean link(String provider, String subject, String userId, Instant at) {
        return database.write(connection -> {
            Optional<String> holder = userOf(connection, provider, subject);
            if (holder.isPresent()) {
                return holder.get().equals(userId);
            }
            Sql.update(connection, "DELETE FROM linked_providers WHERE user_id = ? AND provider = ?", userId, provider);
            Sql.update(
                    connection,
                    "INSERT INTO linked_providers (provider, subject, user_id, linked_at) VALUES (?, ?, ?, ?)",
                    provider,
                    subject,
                    userId,
                    at);
            return true;
        });
    }

    @Override
    public List<String> of(String userId) {
        return database.read(connection -> Sql.list(
                connection,
                "SELECT provider FROM linked_providers WHERE user_id = ? ORDER BY linked_at, provider",
                row -> row.getString("provider"),
                userId));
    }
}
