package dev.zta.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what an error of SQLite means for the content of a segment. */
final class SqliteFailure {
    private SqliteFailure() {}

    /**
     * Whether the file's content is broken for good, so that waiting won't bring it back. Anything else (no memory, too
     * many open files, locks) may pass, and must never let a reader skip records.
     */
    static boolean isDamage(SQLException failure) {
        return failure instanceof SQLiteException sqlite && isDamage(sqlite.getResultCode());
    }

    private static boolean isDamage(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_CORRUPT,
                    SQLITE_CORRUPT_INDEX,
                    SQLITE_CORRUPT_SEQUENCE,
                    SQLITE_NOTADB,
                    SQLITE_FORMAT,
                    SQLITE_IOERR_CORRUPTFS,
                    SQLITE_IOERR_DATA,
                    SQLITE_IOERR_READ,
                    SQLITE_IOERR_SHORT_READ -> true;
            // What remains of these are statements that don't fit the tables, since the tables are not what they were.
            case SQLITE_ERROR, SQLITE_MISMATCH, SQLITE_TOOBIG -> true;
            default -> false;
        };
    }
}
