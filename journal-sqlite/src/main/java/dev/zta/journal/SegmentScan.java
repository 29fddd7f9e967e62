package dev.zta.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** Reads across segments, notes what is missing, and keeps the few files open that are being read. Thread-safe. */
final class SegmentScan implements AutoCloseable {
    private static final int OPEN_FILES = 4;

    private final Segments segments;
    private final DamageLedger damage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, SegmentReader> open = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    SegmentScan(Segments segments, DamageLedger damage) {
        this.segments = segments;
        this.damage = damage;
    }

    /** Says up to which record the event store has everything, so that damage there is told apart from loss. */
    void alreadyTaken(long position) {
        lock.lock();
        try {
            taken = position;
        } finally {
            lock.unlock();
        }
    }

    /** The intact records of (after, limit], about {@code maxBytes} of them at most. */
    SegmentReader.Stretch read(long after, long limit, int maxBytes) throws SQLException {
        lock.lock();
        try {
            List<StoredRecord> found = new ArrayList<>();
            long at = after;
            int bytesLeft = maxBytes;
            Optional<Segment> segment = segments.behind(at);
            while (at < limit && bytesLeft > 0 && segment.isPresent()) {
                SegmentReader.Stretch stretch = readOne(segment.get(), at, limit, bytesLeft);
                found.addAll(stretch.records());
                bytesLeft -=
                        stretch.records().stream().mapToInt(StoredRecord::bytes).sum();
                at = stretch.upTo();
                segment = segments.behind(at);
            }
            return new SegmentReader.Stretch(found, Math.max(at, after));
        } finally {
            lock.unlock();
        }
    }

    private SegmentReader.Stretch readOne(Segment segment, long after, long limit, int maxBytes) throws SQLException {
        long from = Math.max(after, segment.first() - 1);
        long until = Math.min(segment.last(), limit);
        if (from >= until) {
            return new SegmentReader.Stretch(List.of(), Math.max(from, until));
        }
        Optional<SegmentReader> reader = reader(segment);
        if (reader.isEmpty()) {
            missing(from + 1, until, segment.file().getFileName() + " can't be read");
            return new SegmentReader.Stretch(List.of(), until);
        }
        SegmentReader.Stretch stretch = reader.get().read(from, until, maxBytes);
        noteGaps(segment, from, stretch);
        return stretch;
    }

    private void noteGaps(Segment segment, long from, SegmentReader.Stretch stretch) {
        String description = segment.file().getFileName() + " has lost records or holds changed ones";
        long at = from;
        for (StoredRecord record : stretch.records()) {
            missing(at + 1, record.sequence() - 1, description);
            at = record.sequence();
        }
        missing(at + 1, stretch.upTo(), description);
    }

    /** Notes missing records, those that the event store has apart from those that are lost. */
    void missing(long first, long last, String description) {
        long known = Math.min(last, taken);
        if (first <= known) {
            damage.addHarmless(first, known, description + "; the event store already has them");
        }
        if (Math.max(first, known + 1) <= last) {
            damage.addLost(Math.max(first, known + 1), last, description);
        }
    }

    /** Whether the segment has as many rows as numbers, so that none was cut off; says nothing on their content. */
    boolean isComplete(Segment segment) throws SQLException {
        OptionalLong count = ask(segment, SegmentReader::count);
        return count.isPresent() && count.getAsLong() == segment.last() - segment.first() + 1;
    }

    OptionalLong previousLast(Segment segment) throws SQLException {
        return ask(segment, SegmentReader::previousLast);
    }

    OptionalLong lastIntact(Segment segment) throws SQLException {
        return ask(segment, SegmentReader::lastIntact);
    }

    /** When its newest record was written; of a file that can't say it, when the file was. */
    Instant newest(Segment segment) throws SQLException, IOException {
        OptionalLong millis = ask(segment, SegmentReader::newestMillis);
        return millis.isPresent()
                ? Instant.ofEpochMilli(millis.getAsLong())
                : Files.getLastModifiedTime(segment.file()).toInstant();
    }

    void delete(Segment segment) throws IOException {
        lock.lock();
        try {
            segments.remove(segment);
            SegmentReader reader = open.remove(segment.first());
            if (reader != null) {
                reader.close();
            }
            segment.delete();
        } finally {
            lock.unlock();
        }
    }

    private OptionalLong ask(Segment segment, Question question) throws SQLException {
        lock.lock();
        try {
            Optional<SegmentReader> reader = reader(segment);
            return reader.isPresent() ? question.ask(reader.get()) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<SegmentReader> reader(Segment segment) throws SQLException {
        SegmentReader known = open.get(segment.first());
        if (known != null) {
            return Optional.of(known);
        }
        if (!Files.exists(segment.file())) {
            return Optional.empty();
        }
        Optional<SegmentReader> opened = SegmentReader.open(segment.file());
        opened.ifPresent(reader -> keep(segment, reader));
        return opened;
    }

    private void keep(Segment segment, SegmentReader reader) {
        open.put(segment.first(), reader);
        if (open.size() > OPEN_FILES) {
            Iterator<SegmentReader> readers = open.values().iterator();
            readers.next().close();
            readers.remove();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open.values().forEach(SegmentReader::close);
            open.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Something that an open segment can tell. */
    private interface Question {
        OptionalLong ask(SegmentReader reader) throws SQLException;
    }
}
