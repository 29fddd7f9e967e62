package dev.zta.accounts;

import dev.zta.core.account.Segment;
import dev.zta.core.account.Segments;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code segments}. */
final class SqlSegments implements Segments {
    private static final String COLUMNS = "id, site_id, user_id, name, filters, shared, created_at, updated_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM segments WHERE ";

    private final Database database;

    SqlSegments(Database database) {
        this.database = database;
    }

    @Override
    public Stored add(Segment segment, int most) {
        return database.write(connection -> {
            if (Sql.count(
                            connection,
                            "SELECT COUNT(*) FROM segments WHERE site_id = ?",
                            segment.site().value())
                    >= most) {
                return Stored.TOO_MANY;
            }
            return put(connection, segment);
        });
    }

    @Override
    public Stored replace(Segment segment) {
        return database.write(connection -> put(connection, segment));
    }

    private static Stored put(Connection connection, Segment segment) throws SQLException {
        long others = Sql.count(
                connection,
                "SELECT COUNT(*) FROM segments WHERE site_id = ? AND name = ? AND id <> ?",
                segment.site().value(),
                segment.name(),
                segment.id());
        if (others > 0) {
            return Stored.NAME_TAKEN;
        }
        Sql.update(
                connection,
                "INSERT OR REPLACE INTO segments (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                segment.id(),
                segment.site().value(),
                segment.userId(),
                segment.name(),
                segment.filters(),
                segment.isShared(),
                segment.createdAt(),
                segment.updatedAt());
        return Stored.DONE;
    }

    @Override
    public List<Segment> of(SiteId site) {
        return database.read(connection ->
                Sql.list(connection, SELECT + "site_id = ? ORDER BY name, id", SqlSegments::read, site.value()));
    }

    @Override
    public Optional<Segment> find(String id) {
        return database.read(connection -> Sql.first(connection, SELECT + "id = ?", SqlSegments::read, id));
    }

    @Override
    public boolean remove(String id) {
        return database.write(connection -> Sql.update(connection, "DELETE FROM segments WHERE id = ?", id) > 0);
    }

    private static Segment read(ResultSet row) throws SQLException {
        return new Segment(
                row.getString("id"),
                new SiteId(row.getString("site_id")),
                row.getString("user_id"),
                row.getString("name"),
                row.getString("filters"),
                row.getBoolean("shared"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
