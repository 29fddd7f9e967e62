package dev.zta.duckdb;

import dev.zta.core.store.ImportedContent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What logs were imported for a site. */
final class ImportTable {
    private ImportTable() {}

    static List<ImportedContent> of(Session session, int site) throws SQLException {
        return session.query(
                Sql.of("SELECT bytes, sha256, lines FROM imported WHERE site = ? ORDER BY bytes DESC", site),
                row -> new ImportedContent(row.getLong(1), row.getString(2), row.getLong(3)));
    }

    static void replace(Session session, int site, Optional<ImportedContent> before, ImportedContent after)
            throws SQLException {
        if (before.isPresent()) {
            session.execute(Sql.of(
                    "DELETE FROM imported WHERE site = ? AND bytes = ? AND sha256 = ?",
                    site,
                    before.get().bytes(),
                    before.get().sha256()));
        }
        session.execute(
                Sql.of("INSERT INTO imported VALUES (?, ?, ?, ?)", site, after.bytes(), after.sha256(), after.lines()));
    }
}
