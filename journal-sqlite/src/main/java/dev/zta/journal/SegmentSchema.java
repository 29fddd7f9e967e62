package dev.zta.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** The tables of a segment, and how its file is opened. */
final class SegmentSchema {
    /** Changes when an older version could not read the tables any more. */
    static final int FORMAT = 1;

    static final String CREATE_SEGMENT = """
            CREATE TABLE segment (
                format        INTEGER NOT NULL,
                previous_last INTEGER NOT NULL, -- the highest number in use when this file was begun
                created_at    INTEGER NOT NULL  -- Unix time in milliseconds
            )""";

    static final String CREATE_RECORD = """
            CREATE TABLE record (
                sequence     INTEGER PRIMARY KEY,
                committed_at INTEGER NOT NULL, -- Unix time in milliseconds
                length       INTEGER NOT NULL, -- of the payload, in bytes
                checksum     INTEGER NOT NULL,
                payload      BLOB NOT NULL
            )""";

    static final String CREATE_PROBE =
            "CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL)";

    /** The write-ahead log is taken into the file when it has this many pages of 4 KiB: rarely, and soon. */
    private static final int CHECKPOINT_PAGES = 2048;

    private static final int BUSY_MILLIS = 5_000;

    private SegmentSchema() {}

    static Connection openForWriting(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(CHECKPOINT_PAGES));
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    static Connection openForReading(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }
}
