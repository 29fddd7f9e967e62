package dev.zta.accounts;

import dev.zta.core.account.PlannedPurges;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.PurgedDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** The table {@code planned_purges}. */
final class SqlPlannedPurges implements PlannedPurges {
    private final Writes writes;

    SqlPlannedPurges(Writes writes) {
        this.writes = writes;
    }

    /** A site may have gone meanwhile, and then its days go with it. */
    @Override
    public void put(Planned planned) {
        writes.write(connection -> {
            String site = planned.site().value();
            Sql.update(connection, "DELETE FROM planned_purges WHERE site_id = ?", site);
            return Sql.update(
                    connection,
                    "INSERT INTO planned_purges (site_id, days, first_day, last_day, planned_at)"
                            + " SELECT id, ?, ?, ?, ? FROM sites WHERE id = ?",
                    planned.days().days(),
                    planned.days().from().toString(),
                    planned.days().to().toString(),
                    planned.at(),
                    site);
        });
    }

    @Override
    public boolean forget(Planned planned) {
        return writes.write(connection -> Sql.update(
                        connection,
                        "DELETE FROM planned_purges WHERE site_id = ? AND last_day = ? AND planned_at = ?",
                        planned.site().value(),
                        planned.days().to().toString(),
                        planned.at()))
                > 0;
    }

    @Override
    public List<Planned> all() {
        return writes.read(connection -> Sql.list(
                connection,
                "SELECT site_id, days, first_day, last_day, planned_at FROM planned_purges ORDER BY planned_at, site_id",
                SqlPlannedPurges::read));
    }

    private static Planned read(ResultSet row) throws SQLException {
        PurgedDays days = new PurgedDays(
                row.getInt("days"),
                LocalDate.parse(row.getString("first_day")),
                LocalDate.parse(row.getString("last_day")));
        return new Planned(new SiteId(row.getString("site_id")), days, Sql.instant(row, "planned_at"));
    }
}
