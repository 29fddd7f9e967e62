package dev.zta.accounts;

import dev.zta.core.account.PlannedPurges;
import dev.zta.core.account.SiteChanges;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes and removals of sites. */
final class SqlSiteChanges implements SiteChanges {
    /** What goes together with a site, those that refer to others of them first. */
    private static final List<String> TABLES = List.of(
            "memberships",
            "invitations",
            "transfers",
            "share_links",
            "property_names",
            "site_handovers",
            "planned_purges",
            "segments");

    private final Writes writes;
    private final InstantSource clock;

    SqlSiteChanges(Writes writes, InstantSource clock) {
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public Optional<Site> change(SiteId id, UnaryOperator<Site> change) {
        return writes.write(
                connection -> changed(connection, id, change, clock.instant()),
                (memory, site) -> site.ifPresent(memory::put));
    }

    private static Optional<Site> changed(Connection connection, SiteId id, UnaryOperator<Site> change, Instant at)
            throws SQLException {
        Optional<Site> changed = SiteRows.byId(connection, id).map(change);
        if (changed.isPresent()) {
            SiteRows.update(connection, changed.get(), at);
        }
        return changed;
    }

    @Override
    public Optional<Instant> changedAt(SiteId id) {
        return writes.read(connection -> SiteRows.changedAt(connection, id));
    }

    @Override
    public PlannedPurges plannedPurges() {
        return new SqlPlannedPurges(writes);
    }

    @Override
    public boolean remove(SiteId id, Instant at) {
        return writes.write(connection -> removed(connection, id, at), (memory, _) -> memory.removeSite(id));
    }

    /** A key stays as a row, so that its later use can be told from that of an unknown one; it no longer names the site. */
    private static boolean removed(Connection connection, SiteId id, Instant at) throws SQLException {
        SqlMonthlyUsage.leave(connection, id);
        for (String table : TABLES) {
            Sql.update(connection, "DELETE FROM " + table + " WHERE site_id = ?", id.value());
        }
        Sql.update(
                connection,
                "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?), site_id = NULL WHERE site_id = ?",
                at,
                id.value());
        // Their files are beside this store: whoever keeps them removes both, as of any export whose link has ended.
        Sql.update(
                connection,
                "UPDATE exports SET expires_at = ? WHERE site_id = ? AND expires_at > ?",
                at,
                id.value(),
                at);
        boolean wasThere = Sql.update(connection, "DELETE FROM sites WHERE id = ?", id.value()) > 0;
        if (wasThere) {
            Sql.update(connection, "INSERT INTO removed_sites (id, removed_at) VALUES (?, ?)", id.value(), at);
        }
        return wasThere;
    }

    @Override
    public List<RemovedSite> unpurged() {
        return writes.read(connection -> Sql.list(
                connection,
                "SELECT id, removed_at FROM removed_sites ORDER BY removed_at, id",
                row -> new RemovedSite(new SiteId(row.getString("id")), Sql.instant(row, "removed_at"))));
    }

    @Override
    public void purged(SiteId id) {
        writes.write(connection -> Sql.update(connection, "DELETE FROM removed_sites WHERE id = ?", id.value()));
    }
}
