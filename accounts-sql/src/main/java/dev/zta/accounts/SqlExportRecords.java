package dev.zta.accounts;

import dev.zta.core.access.Role;
import dev.zta.core.account.Export;
import dev.zta.core.account.Export.WholeFile;
import dev.zta.core.account.ExportRecords;
import dev.zta.core.account.KeyHash;
import dev.zta.core.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code exports}. */
final class SqlExportRecords implements ExportRecords {
    private static final String COLUMNS =
            "id, kind, user_id, site_id, role, format, file_name, content_type, created_at, expires_at";
    private static final String SELECT = "SELECT " + COLUMNS + ", bytes, row_count FROM exports";

    private final Database database;

    SqlExportRecords(Database database) {
        this.database = database;
    }

    @Override
    public void add(Export export, KeyHash tokenHash) {
        database.write(connection -> Sql.update(
                connection,
                "INSERT INTO exports (" + COLUMNS + ", token_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                export.id(),
                export.kind(),
                export.userId(),
                export.site().map(SiteId::value),
                export.role().code(),
                export.format(),
                export.fileName(),
                export.contentType(),
                export.createdAt(),
                export.expiresAt(),
                tokenHash.hex()));
    }

    @Override
    public boolean complete(String exportId, WholeFile file) {
        return database.write(connection -> Sql.update(
                        connection,
                        "UPDATE exports SET bytes = ?, row_count = ? WHERE id = ?",
                        file.bytes(),
                        file.rows(),
                        exportId))
                > 0;
    }

    @Override
    public void endAllOf(String userId, Instant at) {
        database.write(connection -> Sql.update(
                connection, "UPDATE exports SET expires_at = ? WHERE user_id = ? AND expires_at > ?", at, userId, at));
    }

    @Override
    public void remove(String exportId) {
        database.write(connection -> Sql.update(connection, "DELETE FROM exports WHERE id = ?", exportId));
    }

    @Override
    public Optional<Export> find(String exportId) {
        return first(" WHERE id = ?", exportId);
    }

    @Override
    public Optional<Export> byToken(KeyHash tokenHash) {
        return first(" WHERE token_hash = ?", tokenHash.hex());
    }

    @Override
    public Optional<Export> newest(String kind, SiteId site, Instant since) {
        return first(
                " WHERE kind = ? AND site_id = ? AND created_at >= ? ORDER BY created_at DESC, id DESC LIMIT 1",
                kind,
                site.value(),
                since);
    }

    @Override
    public List<Export> expiredBy(Instant end) {
        return database.read(
                connection -> Sql.list(connection, SELECT + " WHERE expires_at <= ?", SqlExportRecords::read, end));
    }

    @Override
    public List<Export> unfinished() {
        return database.read(
                connection -> Sql.list(connection, SELECT + " WHERE bytes IS NULL", SqlExportRecords::read));
    }

    private Optional<Export> first(String condition, Object... values) {
        return database.read(connection -> Sql.first(connection, SELECT + condition, SqlExportRecords::read, values));
    }

    private static Export read(ResultSet row) throws SQLException {
        long rows = row.getLong("row_count");
        long bytes = row.getLong("bytes");
        Optional<WholeFile> file = row.wasNull() ? Optional.empty() : Optional.of(new WholeFile(bytes, rows));
        return new Export(
                row.getString("id"),
                row.getString("kind"),
                row.getString("user_id"),
                Sql.optionalText(row, "site_id").map(SiteId::new),
                Role.of(row.getString("role")).orElseThrow(),
                row.getString("format"),
                row.getString("file_name"),
                row.getString("content_type"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                file);
    }
}
