package dev.zta.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Adds records to one segment, each in a transaction of its own that is on disk when the call returns. One thread. */
final class SegmentWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SegmentWriter.class.getName());

    private final Segment segment;
    private final Connection connection;
    private final PreparedStatement insert;
    private final Instant createdAt;
    private long bytes;

    private SegmentWriter(Segment segment, Connection connection, Instant createdAt, long bytes) throws SQLException {
        this.segment = segment;
        this.connection = connection;
        this.createdAt = createdAt;
        this.bytes = bytes;
        insert = connection.prepareStatement(
                "INSERT INTO record (sequence, committed_at, length, checksum, payload) VALUES (?, ?, ?, ?, ?)");
    }

    /**
     * Begins a segment. A file of that name holds no record that was ever acknowledged, since its first number was not given
     * away yet: it is what an earlier attempt on a full disk left.
     *
     * @param previousLast highest number in use so far
     */
    static SegmentWriter create(Segment segment, long previousLast, Instant now) throws SQLException, IOException {
        segment.delete();
        Connection connection = SegmentSchema.openForWriting(segment.file());
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute(SegmentSchema.CREATE_SEGMENT);
            statement.execute(SegmentSchema.CREATE_RECORD);
            statement.execute(SegmentSchema.CREATE_PROBE);
            statement.execute("INSERT INTO segment VALUES (" + SegmentSchema.FORMAT + ", " + previousLast + ", "
                    + now.toEpochMilli() + ")");
            statement.execute("COMMIT");
            syncDirectory(segment.file());
            return new SegmentWriter(segment, connection, now, 0);
        } catch (SQLException | IOException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** Goes on with a segment that was found whole. */
    static SegmentWriter reopen(Segment segment) throws SQLException, IOException {
        Connection connection = SegmentSchema.openForWriting(segment.file());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT created_at FROM segment")) {
            row.next();
            return new SegmentWriter(
                    segment, connection, Instant.ofEpochMilli(row.getLong(1)), Files.size(segment.file()));
        } catch (SQLException | IOException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    boolean isFull(JournalLimits limits, Instant now) {
        return bytes >= limits.segmentBytes() || !now.isBefore(createdAt.plus(limits.segmentAge()));
    }

    void insert(StoredRecord record) throws SQLException {
        insert.setLong(1, record.sequence());
        insert.setLong(2, record.committedAtMillis());
        insert.setInt(3, record.bytes());
        insert.setLong(4, record.checksum());
        insert.setBytes(5, record.payload());
        insert.executeUpdate();
        bytes += record.bytes();
    }

    /** Writes a value that no reader sees, and reads it back. */
    void probe(long value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT OR REPLACE INTO probe VALUES (1, " + value + ")");
            try (ResultSet row = statement.executeQuery("SELECT value FROM probe")) {
                if (!row.next() || row.getLong(1) != value) {
                    throw new SQLException("The probe came back changed");
                }
            }
        }
    }

    /** Without this a new file could be gone after a power failure, its records with it. */
    private static void syncDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    /** What was committed stays in the write-ahead log when the last checkpoint fails, so this loses nothing. */
    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "A journal segment could not be closed in order", e);
        }
    }
}
