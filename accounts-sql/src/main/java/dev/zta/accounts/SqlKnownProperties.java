package dev.zta.accounts;

import dev.zta.core.account.KnownProperties;
import dev.zta.core.site.SiteId;
import java.util.Set;

/** The table {@code property_names}. */
final class SqlKnownProperties implements KnownProperties {
    private final Database database;

    SqlKnownProperties(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> of(SiteId site) {
        return Set.copyOf(database.read(connection -> Sql.list(
                connection,
                "SELECT name FROM property_names WHERE site_id = ?",
                row -> row.getString("name"),
                site.value())));
    }

    @Override
    public boolean add(SiteId site, String name, int most) {
        return database.write(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO property_names (site_id, name) SELECT id, ? FROM sites WHERE id = ?"
                            + " AND (SELECT COUNT(*) FROM property_names WHERE site_id = ?) < ? ON CONFLICT DO NOTHING",
                    name,
                    site.value(),
                    site.value(),
                    most);
            return Sql.count(
                            connection,
                            "SELECT COUNT(*) FROM property_names WHERE site_id = ? AND name = ?",
                            site.value(),
                            name)
                    > 0;
        });
    }
}
