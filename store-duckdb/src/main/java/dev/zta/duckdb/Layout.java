package dev.zta.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Which tables a file has: those of this version of the program, or a file of another version is told apart before it is touched. */
final class Layout {
    private static final long OWN = checksum();

    private Layout() {}

    /**
     * Makes the tables in a new file.
     *
     * @throws StoreException when the file is one of another version
     */
    static void prepare(Session session) throws SQLException {
        List<String> columns = session.query(
                Sql.of("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", Schema.META.name()),
                row -> row.getString(1));
        if (columns.isEmpty()) {
            make(session);
        } else if (!columns.contains("layout") || !stored(session).equals(Optional.of(OWN))) {
            throw new StoreException(
                    "another version of the program wrote it, whose tables differ from this version's: start that version,"
                            + " or use a backup or a new folder");
        }
    }

    private static void make(Session session) throws SQLException {
        for (Table table : Schema.TABLES) {
            session.execute(table.ddl());
        }
        session.execute("INSERT INTO meta (position, version, probe, layout) VALUES (0, 0, 0, " + OWN + ")");
    }

    private static Optional<Long> stored(Session session) throws SQLException {
        return session.first(Sql.of("SELECT layout FROM meta"), row -> row.getLong(1));
    }

    private static long checksum() {
        CRC32 sum = new CRC32();
        Schema.TABLES.forEach(table -> sum.update(table.ddl().getBytes(StandardCharsets.UTF_8)));
        return sum.getValue();
    }
}
