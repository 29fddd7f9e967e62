package dev.zta.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads one segment, whatever state it is in. Not thread-safe. */
final class SegmentReader implements AutoCloseable {
    private static final String COLUMNS = "SELECT sequence, committed_at, length, checksum, payload FROM record ";
    private static final int NEWEST_TRIED = 1_000;

    private final Connection connection;

    private SegmentReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a segment's file.
     *
     * @return nothing when the file is no segment any more
     * @throws UnknownFormatException when a newer version wrote it
     * @throws SQLException when it can't be opened for a reason that may pass
     */
    static Optional<SegmentReader> open(Path file) throws SQLException {
        Connection connection = SegmentSchema.openForReading(file);
        SegmentReader reader = new SegmentReader(connection);
        try {
            int format = (int) reader.single("SELECT format FROM segment").orElse(0);
            if (format > SegmentSchema.FORMAT) {
                throw new UnknownFormatException("Journal file " + file.getFileName(), format, SegmentSchema.FORMAT);
            }
            return Optional.of(reader);
        } catch (SQLException e) {
            reader.close();
            if (SqliteFailure.isDamage(e)) {
                return Optional.empty();
            }
            throw e;
        } catch (UnknownFormatException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether the file was made and its tables were not, as when the process died between the two. */
    static boolean isUnbegun(Path file) throws SQLException {
        SegmentReader reader = new SegmentReader(SegmentSchema.openForReading(file));
        try {
            OptionalLong tables = ifWhole(() -> reader.single("SELECT count(*) FROM sqlite_schema"));
            return tables.isPresent() && tables.getAsLong() == 0;
        } finally {
            reader.close();
        }
    }

    /** The highest number in use when the segment was begun; empty when the file does not say it any more. */
    OptionalLong previousLast() throws SQLException {
        return ifWhole(() -> single("SELECT previous_last FROM segment"));
    }

    /** How many rows it has, whole or not; empty when they can't be counted. */
    OptionalLong count() throws SQLException {
        return ifWhole(() -> single("SELECT count(*) FROM record"));
    }

    /** When its newest record was written, Unix time in milliseconds. */
    OptionalLong newestMillis() throws SQLException {
        return ifWhole(() -> single("SELECT committed_at FROM record ORDER BY sequence DESC LIMIT 1"));
    }

    /** The highest number of an intact record. */
    OptionalLong lastIntact() throws SQLException {
        return ifWhole(() -> {
            try (PreparedStatement query = connection.prepareStatement(COLUMNS + "ORDER BY sequence DESC LIMIT ?")) {
                query.setInt(1, NEWEST_TRIED);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        Optional<StoredRecord> record = intact(row);
                        if (record.isPresent()) {
                            return OptionalLong.of(record.get().sequence());
                        }
                    }
                    return OptionalLong.empty();
                }
            }
        });
    }

    /**
     * Reads the intact records of (after, until], at most about {@code maxBytes} of them and at least one if there is one.
     * Where a record does not come in its turn it is looked up by its number, so that damage hides nothing behind it.
     */
    Stretch read(long after, long until, int maxBytes) throws SQLException {
        NavigableMap<Long, StoredRecord> inTurn = inTurn(after, until, maxBytes);
        long expected = bytes(inTurn.values()) >= maxBytes ? inTurn.lastKey() : until;
        if (inTurn.size() == expected - after) {
            return new Stretch(List.copyOf(inTurn.values()), expected);
        }
        return oneByOne(after, expected, maxBytes, inTurn);
    }

    private NavigableMap<Long, StoredRecord> inTurn(long after, long until, int maxBytes) throws SQLException {
        NavigableMap<Long, StoredRecord> found = new TreeMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(COLUMNS + "WHERE sequence > ? AND sequence <= ? ORDER BY sequence")) {
            query.setLong(1, after);
            query.setLong(2, until);
            try (ResultSet row = query.executeQuery()) {
                long bytes = 0;
                while (bytes < maxBytes && row.next()) {
                    Optional<StoredRecord> record =
                            intact(row).filter(r -> r.sequence() > after && r.sequence() <= until);
                    record.ifPresent(r -> found.put(r.sequence(), r));
                    bytes += record.map(StoredRecord::bytes).orElse(0);
                }
            }
        } catch (SQLException e) {
            if (!SqliteFailure.isDamage(e)) {
                throw e;
            }
        }
        return found;
    }

    private Stretch oneByOne(long after, long until, int maxBytes, NavigableMap<Long, StoredRecord> known)
            throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        long bytes = 0;
        for (long sequence = after + 1; sequence <= until; sequence++) {
            StoredRecord inTurn = known.get(sequence);
            Optional<StoredRecord> record = inTurn == null ? lookUp(sequence) : Optional.of(inTurn);
            record.ifPresent(found::add);
            bytes += record.map(StoredRecord::bytes).orElse(0);
            if (bytes >= maxBytes) {
                return new Stretch(found, sequence);
            }
        }
        return new Stretch(found, until);
    }

    private Optional<StoredRecord> lookUp(long sequence) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + "WHERE sequence = ?")) {
            query.setLong(1, sequence);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? intact(row).filter(r -> r.sequence() == sequence) : Optional.empty();
            }
        } catch (SQLException e) {
            if (SqliteFailure.isDamage(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<StoredRecord> intact(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes(5);
        if (payload == null || payload.length == 0 || payload.length != row.getLong(3)) {
            return Optional.empty();
        }
        StoredRecord record = new StoredRecord(row.getLong(1), row.getLong(2), row.getLong(4), payload);
        return record.isIntact() ? Optional.of(record) : Optional.empty();
    }

    private static long bytes(Iterable<StoredRecord> records) {
        long bytes = 0;
        for (StoredRecord record : records) {
            bytes += record.bytes();
        }
        return bytes;
    }

    private OptionalLong single(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private static OptionalLong ifWhole(Query query) throws SQLException {
        try {
            return query.run();
        } catch (SQLException e) {
            if (SqliteFailure.isDamage(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("A journal segment could not be closed", e);
        }
    }

    /** A question to the segment. */
    private interface Query {
        OptionalLong run() throws SQLException;
    }

    /**
     * What a read found.
     *
     * @param records the intact ones, ascending
     * @param upTo every number up to this one was looked for
     */
    record Stretch(List<StoredRecord> records, long upTo) {}
}
