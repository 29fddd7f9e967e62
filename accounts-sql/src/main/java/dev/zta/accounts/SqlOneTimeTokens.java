package dev.zta.accounts;

import dev.zta.core.account.KeyHash;
import dev.zta.core.account.OneTimeToken;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.OneTimeTokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The table {@code one_time_tokens}. */
final class SqlOneTimeTokens implements OneTimeTokens {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Database database;

    SqlOneTimeTokens(Database database) {
        this.database = database;
    }

    @Override
    public void add(OneTimeToken token) {
        database.write(connection -> insert(connection, token));
    }

    @Override
    public void replace(OneTimeToken token) {
        database.write(connection -> {
            Sql.update(
                    connection,
                    "DELETE FROM one_time_tokens WHERE user_id = ? AND purpose = ?",
                    token.userId(),
                    token.purpose().name());
            return insert(connection, token);
        });
    }

    private static int insert(Connection connection, OneTimeToken token) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM one_time_tokens WHERE expires_at < ?",
                token.createdAt().minus(REMEMBERED));
        return Sql.update(
                connection,
                "INSERT INTO one_time_tokens (hash, purpose, user_id, detail, created_at, expires_at, used_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                token.hash().hex(),
                token.purpose().name(),
                token.userId(),
                token.detail(),
                token.createdAt(),
                token.expiresAt(),
                token.usedAt());
    }

    @Override
    public Optional<OneTimeToken> find(Purpose purpose, KeyHash hash) {
        return database.read(connection -> Sql.first(
                connection,
                "SELECT * FROM one_time_tokens WHERE hash = ? AND purpose = ?",
                SqlOneTimeTokens::read,
                hash.hex(),
                purpose.name()));
    }

    @Override
    public boolean use(Purpose purpose, KeyHash hash, Instant now) {
        return database.write(connection -> Sql.update(
                        connection,
                        "UPDATE one_time_tokens SET used_at = ?"
                                + " WHERE hash = ? AND purpose = ? AND used_at IS NULL AND expires_at > ?",
                        now,
                        hash.hex(),
                        purpose.name(),
                        now))
                > 0;
    }

    @Override
    public void forget(String userId) {
        database.write(connection -> Sql.update(connection, "DELETE FROM one_time_tokens WHERE user_id = ?", userId));
    }

    private static OneTimeToken read(ResultSet row) throws SQLException {
        return new OneTimeToken(
                Purpose.valueOf(row.getString("purpose")),
                new KeyHash(row.getString("hash")),
                row.getString("user_id"),
                row.getString("detail"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                Sql.optionalInstant(row, "used_at"));
    }
}
