package dev.zta.accounts;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.MonthlyUsage;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code monthly_pageviews}, {@code pageviews_of_removed_sites} and {@code limit_notices}; a month is written as
 * {@code 2026-03}.
 */
final class SqlMonthlyUsage implements MonthlyUsage {
    private static final List<String> TABLES = List.of("monthly_pageviews", "pageviews_of_removed_sites");

    private final Database database;

    SqlMonthlyUsage(Database database) {
        this.database = database;
    }

    /** A row of either table; without a site it is one of the second. */
    private record Row(Optional<SiteId> site, String ownerId, long pageviews) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    Sql.optionalText(row, "site_id").map(SiteId::new),
                    row.getString("user_id"),
                    row.getLong("pageviews"));
        }
    }

    /** In one statement, between which and itself no site can be removed. */
    @Override
    public Counts of(YearMonth month) {
        List<Row> rows = database.read(connection -> Sql.list(
                connection,
                "SELECT site_id, user_id, pageviews FROM monthly_pageviews WHERE month = ?"
                        + " UNION ALL SELECT NULL, user_id, pageviews FROM pageviews_of_removed_sites WHERE month = ?",
                Row::read,
                month.toString(),
                month.toString()));
        return new Counts(
                rows.stream()
                        .flatMap(row -> row.site().stream()
                                .map(site -> new SitePageviews(site, row.ownerId(), row.pageviews())))
                        .collect(toUnmodifiableSet()),
                rows.stream()
                        .filter(row -> row.site().isEmpty())
                        .map(row -> new RemovedPageviews(row.ownerId(), row.pageviews()))
                        .collect(toUnmodifiableSet()));
    }

    @Override
    public void keep(YearMonth month, Counts known) {
        database.write(connection -> {
            for (String table : TABLES) {
                Sql.update(connection, "DELETE FROM " + table + " WHERE month < ?", month.toString());
            }
            Sql.update(
                    connection,
                    "DELETE FROM limit_notices WHERE month < ?",
                    month.minusMonths(1).toString());
            for (SitePageviews site : known.sites()) {
                put(connection, month, site);
            }
            for (RemovedPageviews removed : known.removed()) {
                put(connection, month, removed);
            }
            return known;
        });
    }

    /** Owner and site may have gone since it was counted. */
    private static void put(Connection connection, YearMonth month, SitePageviews site) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM monthly_pageviews WHERE site_id = ? AND month = ?",
                site.site().value(),
                month.toString());
        Sql.update(
                connection,
                "INSERT INTO monthly_pageviews (site_id, month, user_id, pageviews)"
                        + " SELECT sites.id, ?, users.id, ? FROM users, sites WHERE users.id = ? AND sites.id = ?",
                month.toString(),
                site.pageviews(),
                site.ownerId(),
                site.site().value());
    }

    /** What was noted when a site was removed may be less than what was counted, never more. */
    private static void put(Connection connection, YearMonth month, RemovedPageviews removed) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO pageviews_of_removed_sites (user_id, month, pageviews) SELECT id, ?, ? FROM users WHERE id = ?"
                        + " ON CONFLICT (user_id, month) DO UPDATE SET pageviews = excluded.pageviews"
                        + " WHERE excluded.pageviews > pageviews_of_removed_sites.pageviews",
                month.toString(),
                removed.pageviews(),
                removed.ownerId());
    }

    /** Lets what a site has had count on for its owner when it is removed, without its id; while its row is still there. */
    static void leave(Connection connection, SiteId site) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO pageviews_of_removed_sites (user_id, month, pageviews)"
                        + " SELECT sites.owner_id, monthly_pageviews.month, monthly_pageviews.pageviews"
                        + " FROM monthly_pageviews JOIN sites ON sites.id = monthly_pageviews.site_id WHERE sites.id = ?"
                        + " ON CONFLICT (user_id, month)"
                        + " DO UPDATE SET pageviews = pageviews_of_removed_sites.pageviews + excluded.pageviews",
                site.value());
        Sql.update(connection, "DELETE FROM monthly_pageviews WHERE site_id = ?", site.value());
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
