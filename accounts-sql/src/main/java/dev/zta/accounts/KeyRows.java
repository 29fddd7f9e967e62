package dev.zta.accounts;

import dev.zta.core.access.Scope;
import dev.zta.core.account.AccountStore.KeyAddition;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.KeyHash;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The table {@code api_keys}. A revoked key stays as a row, so that its later use can be told from that of an unknown one. */
final class KeyRows {
    /** A key together with what its secret is known by. */
    record HashedKey(KeyHash hash, ApiKey key) {}

    private static final String SELECT_ANY = "SELECT id, user_id, name, secret_hash, mask, scope, site_id, created_at,"
            + " expires_at, last_used_at FROM api_keys";
    private static final String SELECT = SELECT_ANY + " WHERE revoked_at IS NULL";
    private static final String OLDEST_FIRST = " ORDER BY created_at, id";

    private KeyRows() {}

    static List<HashedKey> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT, KeyRows::readHashed);
    }

    static Optional<ApiKey> byId(Connection connection, String id) throws SQLException {
        return Sql.first(connection, SELECT + " AND id = ?", KeyRows::read, id);
    }

    static List<ApiKey> ofUser(Connection connection, String userId) throws SQLException {
        return Sql.list(connection, SELECT + " AND user_id = ?" + OLDEST_FIRST, KeyRows::read, userId);
    }

    static List<ApiKey> limitedTo(Connection connection, SiteId site) throws SQLException {
        return Sql.list(connection, SELECT + " AND site_id = ?" + OLDEST_FIRST, KeyRows::read, site.value());
    }

    static KeyAddition add(Connection connection, ApiKey key, KeyHash hash, OptionalInt limit) throws SQLException {
        long live = Sql.count(
                connection,
                "SELECT COUNT(*) FROM api_keys WHERE user_id = ? AND revoked_at IS NULL"
                        + " AND (expires_at IS NULL OR expires_at > ?)",
                key.userId(),
                key.createdAt());
        if (limit.isPresent() && live >= limit.getAsInt()) {
            return KeyAddition.LIMIT_REACHED;
        }
        Sql.update(
                connection,
                "INSERT INTO api_keys (id, user_id, name, secret_hash, mask, scope, site_id, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.userId(),
                key.name(),
                hash.hex(),
                key.mask(),
                key.scope().code(),
                key.limitedTo().map(SiteId::value),
                key.createdAt(),
                key.expiresAt());
        return KeyAddition.ADDED;
    }

    static boolean revoke(Connection connection, String id, Instant at) throws SQLException {
        return Sql.update(connection, "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", at, id)
                > 0;
    }

    static Optional<HashedKey> rename(Connection connection, String id, String name) throws SQLException {
        Sql.update(connection, "UPDATE api_keys SET name = ? WHERE id = ? AND revoked_at IS NULL", name, id);
        return Sql.first(connection, SELECT + " AND id = ?", KeyRows::readHashed, id);
    }

    static Optional<ApiKey> revokedByHash(Connection connection, KeyHash hash) throws SQLException {
        return Sql.first(
                connection,
                SELECT_ANY + " WHERE revoked_at IS NOT NULL AND secret_hash = ?",
                KeyRows::read,
                hash.hex());
    }

    static List<String> eraseExpiredBy(Connection connection, Instant end) throws SQLException {
        List<String> expired =
                Sql.list(connection, "SELECT id FROM api_keys WHERE expires_at <= ?", row -> row.getString("id"), end);
        Sql.update(connection, "DELETE FROM api_keys WHERE expires_at <= ?", end);
        return expired;
    }

    static void used(Connection connection, String id, Instant at) throws SQLException {
        Sql.update(
                connection,
                "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)",
                at,
                id,
                at);
    }

    private static HashedKey readHashed(ResultSet row) throws SQLException {
        return new HashedKey(new KeyHash(row.getString("secret_hash")), read(row));
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("name"),
                row.getString("mask"),
                Scope.of(row.getString("scope")).orElseThrow(),
                Sql.optionalText(row, "site_id").map(SiteId::new),
                Sql.instant(row, "created_at"),
                Sql.optionalInstant(row, "expires_at"),
                Sql.optionalInstant(row, "last_used_at"));
    }
}
