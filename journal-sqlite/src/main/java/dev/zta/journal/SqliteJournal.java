package dev.zta.journal;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalDamage;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.core.journal.ReaderName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The journal in SQLite files of a folder of its own. One process at a time: the caller holds the lock on the data folder.
 *
 * <p>In the folder: segments ({@code 0000000001.db}, named by their first record), {@code positions} of the readers,
 * {@code last-record}, the number of the newest durable record, and, once records were lost, {@code lost-records}.
 */
public final class SqliteJournal implements Journal {
    private final Path directory;
    private final LongSupplier floor;
    private final EventCodec codec = new EventCodec();
    private final Segments segments = new Segments();
    private final DamageLedger damage;
    private final SegmentScan scan;
    private final CommittedSequence committed = new CommittedSequence();
    private final ReaderPositions positions;
    private final HighWaterMark mark;
    private final Committer committer;
    private volatile long nothingReadableUpTo;

    /**
     * Does nothing yet; {@link #start} does.
     *
     * @param directory its folder, made when it is not there
     * @param floor asked at start: the position of the event store, above which numbering must go on whatever the journal's
     *     own files say
     */
    public SqliteJournal(Path directory, InstantSource clock, LongSupplier floor, JournalLimits limits) {
        this.directory = directory;
        this.floor = floor;
        damage = new DamageLedger(directory);
        scan = new SegmentScan(segments, damage);
        positions = new ReaderPositions(directory);
        mark = new HighWaterMark(directory);
        committer = new Committer(directory, segments, committed, mark, clock, limits);
    }

    @Override
    public void start() {
        try {
            createDirectory();
            damage.load();
            long taken = floor.getAsLong();
            if (!positions.load()) {
                damage.addHarmlessUncounted(
                        taken, "the file of the readers' positions is broken; the event store's own holds");
            }
            Recovery.Found found = new Recovery(directory, segments, scan, damage, taken, positions, mark.read()).run();
            damage.save();
            committed.riseTo(found.lastReadable());
            committer.start(found.next(), found.lastInFiles());
        } catch (IOException | SQLException e) {
            throw new JournalUnavailableException("The journal can't be opened: " + e.getMessage(), e);
        }
    }

    private void createDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    @Override
    public void append(JournalEntry entry) {
        committer.write(PendingWrite.entry(codec.encode(entry)));
    }

    @Override
    public List<JournalRecord> readAfter(long position, int maxBytes) {
        long limit = committed.value();
        List<JournalRecord> records = new ArrayList<>();
        long at = position;
        try {
            // Again when all that was read is damaged, so that an empty answer means that nothing is there.
            while (records.isEmpty() && at < limit) {
                SegmentReader.Stretch stretch = scan.read(at, limit, maxBytes);
                stretch.records().forEach(record -> decoded(record).ifPresent(records::add));
                if (stretch.upTo() <= at) {
                    break;
                }
                at = stretch.upTo();
            }
        } catch (SQLException e) {
            throw new JournalUnavailableException("The journal can't be read: " + e.getMessage(), e);
        }
        damage.save();
        if (records.isEmpty() && position < limit) {
            nothingReadableUpTo = limit;
        }
        return records;
    }

    private Optional<JournalRecord> decoded(StoredRecord record) {
        try {
            return Optional.of(record.decoded(codec));
        } catch (UnreadableEntryException e) {
            scan.missing(record.sequence(), record.sequence(), "its content can't be understood: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public boolean awaitAfter(long position, Duration atMost) throws InterruptedException {
        return committed.awaitAbove(Math.max(position, nothingReadableUpTo), atMost);
    }

    @Override
    public long lastSequence() {
        return committed.value();
    }

    @Override
    public long position(ReaderName reader) {
        return positions.get(reader);
    }

    @Override
    public void advance(ReaderName reader, long position) {
        try {
            positions.put(reader, position);
        } catch (IOException e) {
            throw new JournalUnavailableException("A reader's position can't be stored: " + e.getMessage(), e);
        }
    }

    @Override
    public void release(long checkpointed, Instant olderThan) {
        long passed = Math.min(checkpointed, positions.lowest());
        try {
            for (Segment segment : segments.all()) {
                long last = segment.isGrowing() ? committed.value() : segment.last();
                if (last > passed || !scan.newest(segment).isBefore(olderThan)) {
                    return;
                }
                drop(segment, last);
            }
        } catch (SQLException | IOException e) {
            throw new JournalUnavailableException("Read parts of the journal can't be dropped: " + e.getMessage(), e);
        }
    }

    /** A growing segment is only ended, and goes at the next call: the committer may just be writing into it. */
    private void drop(Segment segment, long last) throws IOException {
        if (!segment.isGrowing()) {
            scan.delete(segment);
        } else if (last >= segment.first()) {
            committer.roll();
        }
    }

    @Override
    public List<JournalDamage> damage() {
        return damage.all();
    }

    @Override
    public void check() {
        committer.write(PendingWrite.probe());
    }

    @Override
    public void close() {
        committer.stop();
        scan.close();
        try {
            mark.close();
        } catch (IOException e) {
            throw new JournalUnavailableException("The journal can't note its last record: " + e.getMessage(), e);
        }
    }
}
