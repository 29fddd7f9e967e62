package dev.zta.accounts;

import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.ShareLink;
import dev.zta.core.account.ShareLinks;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code share_links}. */
final class SqlShareLinks implements ShareLinks {
    private static final String COLUMNS = "token, site_id, user_id, created_at, expires_at, allowed_periods, password,"
            + " name, last_accessed_at, access_count";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM share_links WHERE revoked_at IS NULL";

    private final Writes writes;

    SqlShareLinks(Writes writes) {
        this.writes = writes;
    }

    @Override
    public boolean add(ShareLink link, int mostActive) {
        return writes.write(connection -> added(connection, link, mostActive));
    }

    private static boolean added(Connection connection, ShareLink link, int mostActive) throws SQLException {
        long active = Sql.count(
                connection,
                "SELECT COUNT(*) FROM share_links WHERE revoked_at IS NULL AND site_id = ?"
                        + " AND (expires_at IS NULL OR expires_at > ?)",
                link.site().value(),
                link.createdAt());
        return active < mostActive
                && Sql.update(
                                connection,
                                "INSERT INTO share_links (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                link.token(),
                                link.site().value(),
                                link.userId(),
                                link.createdAt(),
                                link.expiresAt(),
                                String.join(",", link.allowedPeriods()),
                                link.password().map(PasswordHash::encoded),
                                link.name(),
                                link.lastAccessedAt(),
                                link.accessCount())
                        > 0;
    }

    @Override
    public List<ShareLink> of(SiteId site) {
        return writes.read(connection -> Sql.list(
                connection, SELECT + " AND site_id = ? ORDER BY created_at, token", SqlShareLinks::read, site.value()));
    }

    @Override
    public Optional<ShareLink> byToken(String token) {
        return writes.read(connection -> Sql.first(connection, SELECT + " AND token = ?", SqlShareLinks::read, token));
    }

    @Override
    public void used(String token, Instant at) {
        writes.write(connection -> Sql.update(
                connection,
                "UPDATE share_links SET access_count = access_count + 1, last_accessed_at = ?"
                        + " WHERE token = ? AND revoked_at IS NULL",
                at,
                token));
    }

    @Override
    public boolean revoke(String token, Instant at) {
        return writes.write(connection -> Sql.update(
                        connection,
                        "UPDATE share_links SET revoked_at = ? WHERE token = ? AND revoked_at IS NULL",
                        at,
                        token)
                > 0);
    }

    @Override
    public void eraseRevokedBefore(Instant cutoff) {
        writes.write(connection -> Sql.update(connection, "DELETE FROM share_links WHERE revoked_at < ?", cutoff));
    }

    private static ShareLink read(ResultSet row) throws SQLException {
        return new ShareLink(
                row.getString("token"),
                new SiteId(row.getString("site_id")),
                row.getString("user_id"),
                Sql.instant(row, "created_at"),
                Sql.optionalInstant(row, "expires_at"),
                List.of(row.getString("allowed_periods").split(",", -1)),
                Sql.optionalText(row, "password").map(PasswordHash::new),
                Sql.optionalText(row, "name"),
                Sql.optionalInstant(row, "last_accessed_at"),
                row.getLong("access_count"));
    }
}
