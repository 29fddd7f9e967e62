package dev.zta.accounts;

import dev.zta.core.access.Role;
import dev.zta.core.account.Membership;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code memberships}. */
final class MemberRows {
    private static final String SELECT = "SELECT site_id, user_id, role, joined_at FROM memberships";

    private MemberRows() {}

    static List<Membership> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT, MemberRows::read);
    }

    static List<Membership> ofSite(Connection connection, SiteId site) throws SQLException {
        return Sql.list(
                connection, SELECT + " WHERE site_id = ? ORDER BY joined_at, user_id", MemberRows::read, site.value());
    }

    static Membership put(Connection connection, Membership member) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO memberships (site_id, user_id, role, joined_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (site_id, user_id) DO UPDATE SET role = excluded.role",
                member.site().value(),
                member.userId(),
                member.role().code(),
                member.joinedAt());
        return member;
    }

    static boolean remove(Connection connection, SiteId site, String userId) throws SQLException {
        return Sql.update(connection, "DELETE FROM memberships WHERE site_id = ? AND user_id = ?", site.value(), userId)
                > 0;
    }

    private static Membership read(ResultSet row) throws SQLException {
        return new Membership(
                new SiteId(row.getString("site_id")),
                row.getString("user_id"),
                Role.of(row.getString("role")).orElseThrow(),
                Sql.instant(row, "joined_at"));
    }
}
