package dev.zta.journal;

import dev.zta.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes all that waits, up to a bound, writes it as one record, and wakes the waiters: while
 * the disk is busy with one commit the next one fills up, so that more load makes longer commits and not a longer wait.
 *
 * <p>After a failed commit nobody can know what of it is in the file. The record's number is given away anew, in a new
 * segment, and the old segment's numbers end before it; so what may be there is never read.
 */
final class Committer {
    private static final System.Logger LOG = System.getLogger(Committer.class.getName());

    private final Path directory;
    private final Segments segments;
    private final CommittedSequence committed;
    private final HighWaterMark mark;
    private final InstantSource clock;
    private final JournalLimits limits;
    private final ConcurrentLinkedQueue<PendingWrite> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean isStopping;
    private volatile boolean isOver;
    private volatile boolean isParked;
    private volatile boolean shallRoll;
    private @Nullable SegmentWriter writer;
    private long next;
    private long previousLast;

    Committer(
            Path directory,
            Segments segments,
            CommittedSequence committed,
            HighWaterMark mark,
            InstantSource clock,
            JournalLimits limits) {
        this.directory = directory;
        this.segments = segments;
        this.committed = committed;
        this.mark = mark;
        this.clock = clock;
        this.limits = limits;
        thread = Thread.ofPlatform().name("journal-committer").unstarted(this::run);
    }

    /**
     * Begins to write.
     *
     * @param firstNumber number of the next record
     * @param lastGiven highest number in use so far
     */
    void start(long firstNumber, long lastGiven) {
        next = firstNumber;
        previousLast = lastGiven;
        thread.start();
    }

    /** Blocks until it is written. */
    void write(PendingWrite write) {
        if (isStopping) {
            throw new JournalUnavailableException("The journal is closed");
        }
        if (queuedBytes.addAndGet(write.bytes()) > limits.queuedBytes()) {
            queuedBytes.addAndGet(-write.bytes());
            throw new JournalUnavailableException("Too much is waiting for the disk");
        }
        queue.add(write);
        wake();
        write.await(() -> isOver);
    }

    /** The growing segment shall take no more records. */
    void roll() {
        shallRoll = true;
        wake();
    }

    /** Writes what waits, then ends. */
    void stop() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (!isStopping || !queue.isEmpty()) {
                List<PendingWrite> batch = takeAll();
                if (shallRoll) {
                    shallRoll = false;
                    endSegment();
                }
                if (!batch.isEmpty()) {
                    commit(batch);
                }
                parkIfIdle();
            }
        } finally {
            // First the flag, then the rest of the queue: whoever comes later sees the flag.
            isOver = true;
            queue.forEach(write -> write.fail(new IOException("The journal is closed")));
            closeWriter();
        }
    }

    private void parkIfIdle() {
        isParked = true;
        if (queue.isEmpty() && !isStopping && !shallRoll) {
            LockSupport.park(this);
        }
        isParked = false;
    }

    private List<PendingWrite> takeAll() {
        List<PendingWrite> batch = new ArrayList<>();
        long bytes = 0;
        PendingWrite first = queue.peek();
        while (first != null && (bytes == 0 || bytes + first.bytes() <= limits.commitBytes())) {
            queue.remove();
            batch.add(first);
            bytes += first.bytes();
            first = queue.peek();
        }
        queuedBytes.addAndGet(-bytes);
        return batch;
    }

    private void commit(List<PendingWrite> batch) {
        List<PendingWrite> entries =
                batch.stream().filter(write -> write.entry().isPresent()).toList();
        List<PendingWrite> probes =
                batch.stream().filter(write -> write.entry().isEmpty()).toList();
        settle(entries, () -> append(entries));
        settle(probes, () -> open(clock.instant()).probe(clock.millis()));
    }

    private void settle(List<PendingWrite> writes, Step step) {
        if (writes.isEmpty()) {
            return;
        }
        try {
            step.run();
            writes.forEach(PendingWrite::succeed);
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The journal can''t write: {0}", e.getMessage());
            endSegment();
            writes.forEach(write -> write.fail(e));
        }
    }

    private void append(List<PendingWrite> entries) throws SQLException, IOException {
        Instant now = clock.instant();
        StoredRecord record = StoredRecord.of(
                next,
                now,
                entries.stream().flatMap(write -> write.entry().stream()).toList());
        open(now).insert(record);
        previousLast = next;
        next++;
        note(record.sequence());
        committed.riseTo(record.sequence());
    }

    /** The record is durable already, so a mark that fails is no reason to refuse it. */
    private void note(long sequence) {
        try {
            mark.note(sequence);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The journal can''t note its last record: {0}", e.getMessage());
        }
    }

    private SegmentWriter open(Instant now) throws SQLException, IOException {
        SegmentWriter current = writer;
        if (current != null && current.isFull(limits, now) && current.segment().first() < next) {
            endSegment();
            current = null;
        }
        if (current == null) {
            current = reopenOrCreate(now);
            writer = current;
        }
        return current;
    }

    private SegmentWriter reopenOrCreate(Instant now) throws SQLException, IOException {
        Optional<Segment> growing = segments.growing();
        if (growing.isPresent() && growing.get().first() < next) {
            return SegmentWriter.reopen(growing.get());
        }
        Segment begun = Segment.growing(directory, next);
        SegmentWriter created = SegmentWriter.create(begun, previousLast, now);
        segments.put(begun);
        return created;
    }

    private void endSegment() {
        closeWriter();
        segments.endGrowing(next - 1);
    }

    private void closeWriter() {
        SegmentWriter current = writer;
        if (current != null) {
            current.close();
            writer = null;
        }
    }

    /** A piece of work on the disk. */
    private interface Step {
        void run() throws SQLException, IOException;
    }
}
