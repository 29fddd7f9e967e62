package dev.zta.core.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The one log that everything else is derived from. Thread-safe: any number of threads append and read.
 *
 * <p>A record's number is never used twice: after opening, numbering continues above the highest number ever seen in the
 * files or in a reader's stored position, whatever damage was found.
 */
public interface Journal extends AutoCloseable {
    /** Opens the files, checks what they hold and starts the committer. */
    void start();

    /**
     * Blocks until the entry is on disk, and only then returns.
     *
     * @throws JournalUnavailableException when it can't be made durable; then nothing of it is stored
     */
    void append(JournalEntry entry);

    /**
     * Records behind a position in ascending order, whole ones, at most about {@code maxBytes} of them but at least one if
     * there is one.
     */
    List<JournalRecord> readAfter(long position, int maxBytes);

    /** Waits until a record behind the position exists or the time is over; says whether one does. */
    boolean awaitAfter(long position, Duration atMost) throws InterruptedException;

    /** The number of the newest durable record, 0 when there was never one. */
    long lastSequence();

    /**
     * The last record that was committed before a time, 0 when there is none; found by halving, since records of a busy hour
     * are many.
     */
    default long lastBefore(Instant time) {
        long low = 0;
        long high = lastSequence();
        while (low < high) {
            long middle = low + (high - low) / 2;
            List<JournalRecord> next = readAfter(middle, 1);
            if (!next.isEmpty() && next.getFirst().committedAt().isBefore(time)) {
                low = next.getFirst().sequence();
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The position a reader stored last, 0 for a new one. */
    long position(ReaderName reader);

    /** Stores a reader's position: it has dealt with every record up to and with this one. Never moves backwards. */
    void advance(ReaderName reader, long position);

    /**
     * Drops whole segments whose records all lie at or below the position, which the caller knows to be in a checkpoint of
     * the event store, and which every reader has passed, and which are older than the cut-off.
     */
    void release(long checkpointed, Instant olderThan);

    /**
     * What was found damaged or missing, oldest first; empty when all is well. What is lost stays told at later openings too,
     * until the operator takes the note of it away; what the event store had before is told as long as the damage is there.
     */
    List<JournalDamage> damage();

    /**
     * Writes and reads a probe that no reader sees.
     *
     * @throws JournalUnavailableException when an event could not be accepted now
     */
    void check();

    @Override
    void close();
}
