package dev.zta.accounts;

import dev.zta.core.account.SiteHandovers;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;

/** The table {@code site_handovers}. */
final class SqlSiteHandovers implements SiteHandovers {
    private final Database database;

    SqlSiteHandovers(Database database) {
        this.database = database;
    }

    @Override
    public void put(SiteId site, Instant handedOverAt) {
        database.write(connection -> Sql.update(
                connection,
                "INSERT INTO site_handovers (site_id, handed_over_at) VALUES (?, ?)"
                        + " ON CONFLICT (site_id) DO UPDATE SET handed_over_at = excluded.handed_over_at",
                site.value(),
                handedOverAt));
    }

    @Override
    public void remove(SiteId site) {
        database.write(
                connection -> Sql.update(connection, "DELETE FROM site_handovers WHERE site_id = ?", site.value()));
    }

    @Override
    public List<SiteId> by(Instant cutoff) {
        return database.read(connection -> Sql.list(
                connection,
                "SELECT site_id FROM site_handovers WHERE handed_over_at <= ? ORDER BY handed_over_at, site_id",
                row -> new SiteId(row.getString("site_id")),
                cutoff));
    }
}
