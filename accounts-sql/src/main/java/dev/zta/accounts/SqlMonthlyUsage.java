package dev.zta.accounts;

import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.MonthlyUsage;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/** The tables {@code monthly_pageviews} and {@code limit_notices}; a month is written as {@code 2026-03}. */
final class SqlMonthlyUsage implements MonthlyUsage {
    private final Database database;

    SqlMonthlyUsage(Database database) {
        this.database = database;
    }

    @Override
    public List<SitePageviews> of(YearMonth month) {
        return database.read(connection -> Sql.list(
                connection,
                "SELECT site_id, user_id, pageviews FROM monthly_pageviews WHERE month = ? ORDER BY site_id",
                row -> new SitePageviews(
                        new SiteId(row.getString("site_id")), row.getString("user_id"), row.getLong("pageviews")),
                month.toString()));
    }

    @Override
    public void keep(YearMonth month, Collection<SitePageviews> known) {
        database.write(connection -> {
            Sql.update(connection, "DELETE FROM monthly_pageviews WHERE month < ?", month.toString());
            Sql.update(
                    connection,
                    "DELETE FROM limit_notices WHERE month < ?",
                    month.minusMonths(1).toString());
            for (SitePageviews site : known) {
                put(connection, month, site);
            }
            return known.size();
        });
    }

    /** The owner may have gone since it was counted. */
    private static void put(Connection connection, YearMonth month, SitePageviews site) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM monthly_pageviews WHERE site_id = ? AND month = ?",
                site.site().value(),
                month.toString());
        Sql.update(
                connection,
                "INSERT INTO monthly_pageviews (site_id, month, user_id, pageviews)"
                        + " SELECT ?, ?, id, ? FROM users WHERE id = ?",
                site.site().value(),
                month.toString(),
                site.pageviews(),
                site.ownerId());
    }

    @Override
    public boolean takeNotice(String userId, YearMonth month, LimitNotice notice) {
        return database.write(connection -> Sql.update(
                        connection,
                        "INSERT INTO limit_notices (user_id, month, notice) SELECT id, ?, ? FROM users WHERE id = ?"
                                + " ON CONFLICT DO NOTHING",
                        month.toString(),
                        notice.code(),
                        userId)
                > 0);
    }
}
