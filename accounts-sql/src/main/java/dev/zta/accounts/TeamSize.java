package dev.zta.accounts;

import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The people of an owner's team, by their addresses: each counts once, however many sites they reach (contract: teams, "Limits"). */
final class TeamSize {
    private static final String MEMBERS = """
            SELECT users.email AS email FROM sites JOIN users ON users.id = sites.owner_id WHERE sites.id = ?
            UNION
            SELECT users.email FROM sites here JOIN sites ON sites.owner_id = here.owner_id
                JOIN memberships ON memberships.site_id = sites.id JOIN users ON users.id = memberships.user_id
            WHERE here.id = ?
            """;
    private static final String INVITED = """
            UNION
            SELECT invitations.email FROM sites here JOIN sites ON sites.owner_id = here.owner_id
                JOIN invitations ON invitations.site_id = sites.id
            WHERE here.id = ? AND invitations.accepted_at IS NULL AND invitations.expires_at > ?
            """;

    private TeamSize() {}

    /** Whether one more address would be too many, pending invitations counted. */
    static boolean isFullFor(Connection connection, SiteId site, String email, Instant now, OptionalInt limit)
            throws SQLException {
        return limit.isPresent()
                && isFull(
                        connection,
                        MEMBERS + INVITED,
                        limit.getAsInt(),
                        email,
                        site.value(),
                        site.value(),
                        site.value(),
                        now);
    }

    /** Whether one more address would be too many, only people with a role counted. */
    static boolean isFullOfMembersFor(Connection connection, SiteId site, String email, OptionalInt limit)
            throws SQLException {
        return limit.isPresent() && isFull(connection, MEMBERS, limit.getAsInt(), email, site.value(), site.value());
    }

    private static boolean isFull(Connection connection, String people, int limit, String email, Object... values)
            throws SQLException {
        List<String> emails = Sql.list(connection, people, row -> row.getString(1), values);
        return !emails.contains(email) && emails.size() >= limit;
    }
}
