package dev.zta.server.track;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The ids that were accepted within the last hour, as keyed fingerprints in tables of five minutes (contract: track, field
 * {@code id}). Thread-safe. An id whose call is still being written is neither new nor old: a second call waits for the
 * first one's outcome.
 */
public final class RecentIds implements AutoCloseable {
    /** How many fingerprints are kept at most; beyond that the oldest table goes. */
    public static final int MOST = 4_000_000;

    /** What one takes at most, while its table grows. */
    private static final int BYTES_EACH = 16;

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration TABLE = Duration.ofMinutes(5);

    /** A table that has so many makes room for the next one early: growing a table copies it, and a large copy may not fit. */
    private static final int MOST_IN_A_TABLE = 1 << 18;

    private static final int READ_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(RecentIds.class.getName());

    private final SipHash hash;
    private final int most;
    private final ConcurrentHashMap<Long, CompletableFuture<Boolean>> inFlight = new ConcurrentHashMap<>();
    private final Deque<Slot> slots = new ArrayDeque<>();
    private int size;
    private volatile boolean isCutShort;
    private volatile CompletableFuture<Boolean> rebuilt = CompletableFuture.completedFuture(true);
    private volatile Optional<Thread> rebuilder = Optional.empty();

    private record Slot(Instant start, FingerprintTable table) {}

    /**
     * Knows no id yet.
     *
     * @param secret 16 bytes or more, the same at each start, or ids from before a restart are not known again
     * @param most how many are kept, {@link #MOST} unless memory is scarce
     */
    public RecentIds(byte[] secret, int most) {
        hash = new SipHash(secret);
        this.most = most;
    }

    /** How many fit into a quarter of the memory that is to be used, {@link #MOST} at most. */
    public static int mostWithin(long memoryBytes) {
        return (int) Math.min(MOST, memoryBytes / 4 / BYTES_EACH);
    }

    /**
     * Begins to take up what the journal of the last hour holds, which takes seconds after a very busy one; claims wait for
     * it. To be called before the first claim.
     */
    public void start(Journal journal, InstantSource clock) {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        rebuilt = begun;
        rebuilder = Optional.of(Thread.ofPlatform().name("recent-ids").daemon().start(() -> {
            try {
                rebuildPatiently(journal, clock);
                begun.complete(true);
            } catch (InterruptedException _) {
                LOG.log(System.Logger.Level.DEBUG, "Recent ids are no longer wanted");
            }
        }));
    }

    private void rebuildPatiently(Journal journal, InstantSource clock) throws InterruptedException {
        boolean isDone = false;
        while (!isDone) {
            try {
                rebuild(journal, clock.instant());
                isDone = true;
            } catch (JournalUnavailableException e) {
                LOG.log(System.Logger.Level.WARNING, "Recent ids can''t be read yet: {0}", e.getMessage());
                Thread.sleep(RETRY);
            }
        }
    }

    private void rebuild(Journal journal, Instant now) throws InterruptedException {
        Instant oldest = now.minus(KEPT);
        List<JournalRecord> records = journal.readAfter(journal.lastBefore(oldest), READ_BYTES);
        while (!records.isEmpty()) {
            records.forEach(this::remember);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            records = journal.readAfter(records.getLast().sequence(), READ_BYTES);
        }
        synchronized (slots) {
            forgetBefore(oldest);
        }
    }

    private void awaitRebuilt() {
        try {
            rebuilt.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new JournalUnavailableException("The ids of the last hour are still being read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailableException("The ids of the last hour are still being read", e);
        }
    }

    /** Ends the reading that {@link #start} began, if it is not over yet. */
    @Override
    public void close() {
        rebuilder.ifPresent(thread -> {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void remember(JournalRecord committed) {
        for (JournalEntry entry : committed.entries()) {
            entry.fingerprints().forEach(fingerprint -> remember(fingerprint, committed.committedAt()));
        }
    }

    /** Whether ids younger than an hour had to be forgotten. */
    public boolean isCutShort() {
        return isCutShort;
    }

    long fingerprint(SiteId site, String id) {
        return hash.hash(site.value() + ' ' + id);
    }

    /**
     * Asks to be the one who stores a call's events; waits while another call with the same id is being stored.
     *
     * @return whether the caller is the one; if so, it must {@link #settle} the claim
     * @throws JournalUnavailableException when the ids from before the start are not known yet
     */
    boolean claim(long fingerprint, Instant now) {
        if (!rebuilt.isDone()) {
            awaitRebuilt();
        }
        while (true) {
            if (isKnown(fingerprint, now)) {
                return false;
            }
            CompletableFuture<Boolean> mine = new CompletableFuture<>();
            CompletableFuture<Boolean> other = inFlight.putIfAbsent(fingerprint, mine);
            if (other != null) {
                other.join();
            } else if (isKnown(fingerprint, now)) {
                inFlight.remove(fingerprint);
                mine.complete(true);
                return false;
            } else {
                return true;
            }
        }
    }

    /**
     * Ends a claim.
     *
     * @param isStored whether the events are durable; if not, the id was never there
     */
    void settle(long fingerprint, boolean isStored, Instant now) {
        if (isStored) {
            remember(fingerprint, now);
        }
        CompletableFuture<Boolean> waiting = inFlight.remove(fingerprint);
        if (waiting != null) {
            waiting.complete(isStored);
        }
    }

    private boolean isKnown(long fingerprint, Instant now) {
        synchronized (slots) {
            forgetBefore(now.minus(KEPT));
            for (Slot slot : slots) {
                if (slot.table().contains(fingerprint)) {
                    return true;
                }
            }
            return false;
        }
    }

    private void remember(long fingerprint, Instant time) {
        synchronized (slots) {
            Slot newest = slots.peekLast();
            if (newest == null || isOver(newest, time)) {
                if (newest != null) {
                    newest.table().shrink();
                }
                newest = new Slot(time, new FingerprintTable());
                slots.addLast(newest);
            }
            size += newest.table().add(fingerprint) ? 1 : 0;
            if (size > most) {
                isCutShort = true;
                size -= slots.removeFirst().table().size();
            }
        }
    }

    private static boolean isOver(Slot slot, Instant time) {
        return !time.isBefore(slot.start().plus(TABLE)) || slot.table().size() >= MOST_IN_A_TABLE;
    }

    /** Tables go as a whole: when the last of their five minutes is an hour old. */
    private void forgetBefore(Instant oldest) {
        while (!slots.isEmpty() && slots.getFirst().start().plus(TABLE).isBefore(oldest)) {
            size -= slots.removeFirst().table().size();
        }
        if (slots.isEmpty()) {
            isCutShort = false;
        }
    }
}
