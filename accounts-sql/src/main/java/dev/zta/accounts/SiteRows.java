package dev.zta.accounts;

import dev.zta.core.account.AccountStore.SiteAddition;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The table {@code sites}. The lists of exclusions are texts with a line for each entry, which holds no line break. */
final class SiteRows {
    private static final String COLUMNS =
            "id, owner_id, domain, name, time_zone, zone_changes, exclude_paths, ignore_params, heatmap_pages,"
                    + " exclude_ips, exclude_countries, allow_hostnames, exclude_referrers, referrer_spam,"
                    + " retention_days, is_public, created_at, verified_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM sites";

    private SiteRows() {}

    static List<Site> all(Connection connection) throws SQLException {
        return Sql.list(connection, SELECT + " ORDER BY created_at, id", SiteRows::read);
    }

    static List<Site> ofUser(Connection connection, String userId) throws SQLException {
        return Sql.list(
                connection,
                SELECT + " WHERE owner_id = ? OR id IN (SELECT site_id FROM memberships WHERE user_id = ?)"
                        + " ORDER BY created_at, id",
                SiteRows::read,
                userId,
                userId);
    }

    /** The domain is looked at before the limit (contract: sites, "Smaller questions"). */
    static SiteAddition add(Connection connection, Site site, OptionalInt limit) throws SQLException {
        if (Sql.exists(
                connection, "SELECT 1 FROM sites WHERE owner_id = ? AND domain = ?", site.ownerId(), site.domain())) {
            return SiteAddition.DOMAIN_TAKEN;
        }
        long owned = Sql.count(connection, "SELECT COUNT(*) FROM sites WHERE owner_id = ?", site.ownerId());
        if (limit.isPresent() && owned >= limit.getAsInt()) {
            return SiteAddition.LIMIT_REACHED;
        }
        Sql.update(
                connection,
                "INSERT INTO sites (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                site.id().value(),
                site.ownerId(),
                site.domain(),
                site.name(),
                site.calendar().first().getId(),
                zoneChanges(site.calendar()),
                String.join("\n", site.exclusions().paths()),
                String.join("\n", site.exclusions().ignoredParameters()),
                String.join("\n", site.heatmapPages()),
                String.join("\n", site.exclusions().addresses()),
                String.join("\n", site.exclusions().countries()),
                String.join("\n", site.exclusions().allowedHostnames()),
                String.join("\n", site.exclusions().referrers()),
                site.exclusions().dropsReferrerSpam(),
                site.retentionDays(),
                site.isPublic(),
                site.createdAt(),
                site.verifiedAt());
        return SiteAddition.ADDED;
    }

    static Optional<Site> byId(Connection connection, SiteId id) throws SQLException {
        return Sql.first(connection, SELECT + " WHERE id = ?", SiteRows::read, id.value());
    }

    /** Writes all that can change; domain, first zone and time of creation can't. */
    static void update(Connection connection, Site site, Instant at) throws SQLException {
        Sql.update(
                connection,
                "UPDATE sites SET owner_id = ?, name = ?, zone_changes = ?, exclude_paths = ?, ignore_params = ?,"
                        + " heatmap_pages = ?, exclude_ips = ?, exclude_countries = ?, allow_hostnames = ?,"
                        + " exclude_referrers = ?, referrer_spam = ?, retention_days = ?, is_public = ?, verified_at = ?,"
                        + " updated_at = ? WHERE id = ?",
                site.ownerId(),
                site.name(),
                zoneChanges(site.calendar()),
                String.join("\n", site.exclusions().paths()),
                String.join("\n", site.exclusions().ignoredParameters()),
                String.join("\n", site.heatmapPages()),
                String.join("\n", site.exclusions().addresses()),
                String.join("\n", site.exclusions().countries()),
                String.join("\n", site.exclusions().allowedHostnames()),
                String.join("\n", site.exclusions().referrers()),
                site.exclusions().dropsReferrerSpam(),
                site.retentionDays(),
                site.isPublic(),
                site.verifiedAt(),
                at,
                site.id().value());
    }

    /** When a site was changed last, or made. */
    static Optional<Instant> changedAt(Connection connection, SiteId id) throws SQLException {
        return Sql.first(
                connection,
                "SELECT COALESCE(updated_at, created_at) AS at FROM sites WHERE id = ?",
                row -> Sql.instant(row, "at"),
                id.value());
    }

    private static String zoneChanges(SiteCalendar calendar) {
        return calendar.changes().stream()
                .map(change -> change.from().toEpochMilli() + " " + change.firstDay() + " " + change.zone())
                .collect(Collectors.joining("\n"));
    }

    private static SiteCalendar.Change zoneChange(String line) {
        String[] parts = line.split(" ", 3);
        return new SiteCalendar.Change(
                Instant.ofEpochMilli(Long.parseLong(parts[0])), LocalDate.parse(parts[1]), ZoneId.of(parts[2]));
    }

    private static Site read(ResultSet row) throws SQLException {
        return new Site(
                new SiteId(row.getString("id")),
                row.getString("owner_id"),
                row.getString("domain"),
                row.getString("name"),
                new SiteCalendar(
                        ZoneId.of(row.getString("time_zone")),
                        lines(row.getString("zone_changes")).stream()
                                .map(SiteRows::zoneChange)
                                .toList()),
                exclusions(row),
                lines(row.getString("heatmap_pages")),
                Sql.optionalInt(row, "retention_days"),
                row.getInt("is_public") != 0,
                Sql.instant(row, "created_at"),
                Sql.optionalInstant(row, "verified_at"));
    }

    private static Exclusions exclusions(ResultSet row) throws SQLException {
        return new Exclusions(
                lines(row.getString("exclude_paths")),
                lines(row.getString("ignore_params")),
                lines(row.getString("exclude_ips")),
                lines(row.getString("exclude_countries")),
                lines(row.getString("allow_hostnames")),
                lines(row.getString("exclude_referrers")),
                row.getInt("referrer_spam") != 0);
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }
}
