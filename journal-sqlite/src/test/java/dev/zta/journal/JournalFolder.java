package dev.zta.journal;

import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A journal's folder under test: opens it, reads it whole, breaks its files. */
final class JournalFolder {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final JournalLimits SMALL_SEGMENTS = new JournalLimits(20_000, Duration.ofHours(1), 64 << 10, 16L << 20);

    private final Path directory;
    private final JournalLimits limits;
    private Instant now = START;
    private long floor;

    JournalFolder(Path directory, JournalLimits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    SqliteJournal open() {
        SqliteJournal journal = new SqliteJournal(directory, clock(), () -> floor, limits);
        journal.start();
        return journal;
    }

    private InstantSource clock() {
        return () -> now;
    }

    void advanceClock(Duration by) {
        now = now.plus(by);
    }

    /** Where the event store is, at the next opening. */
    void storeIsAt(long position) {
        floor = position;
    }

    /** Appends entries one by one, so that each is a record of its own. */
    static void append(SqliteJournal journal, int from, int to) {
        for (int i = from; i <= to; i++) {
            journal.append(RandomEntries.numbered(i));
        }
    }

    static List<JournalRecord> records(SqliteJournal journal, long after) {
        List<JournalRecord> all = new ArrayList<>();
        long at = after;
        List<JournalRecord> more = journal.readAfter(at, 10_000);
        while (!more.isEmpty()) {
            all.addAll(more);
            at = more.getLast().sequence();
            more = journal.readAfter(at, 10_000);
        }
        return all;
    }

    static List<Long> sequences(SqliteJournal journal, long after) {
        return records(journal, after).stream().map(JournalRecord::sequence).toList();
    }

    /** The numbers that entries of {@link RandomEntries#numbered} carry. */
    static List<Long> numbers(SqliteJournal journal) {
        return records(journal, 0).stream()
                .flatMap(record -> record.entries().stream())
                .map(JournalEntry::fingerprints)
                .flatMap(List::stream)
                .toList();
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .sorted()
                    .toList();
        }
    }

    static void flipBit(Path file, long offset) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            int value = access.read();
            access.seek(offset);
            access.write(value ^ 0x10);
        }
    }

    /** The files as they would be found if the process were killed now. */
    JournalFolder copiedTo(Path other) throws IOException {
        Files.createDirectories(other);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(file -> !file.toString().endsWith("-shm")).toList()) {
                Files.copy(file, other.resolve(file.getFileName()));
            }
        }
        return new JournalFolder(other, limits);
    }

    Path file(String name) {
        return directory.resolve(name);
    }
}
