package dev.zta.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out at opening what the files hold, what is missing, and where numbering goes on: above every number ever seen,
 * since readers would pass over new records with old numbers for ever.
 */
final class Recovery {
    private static final int READ_BYTES = 1 << 20;

    private final Path directory;
    private final Segments segments;
    private final SegmentScan scan;
    private final DamageLedger damage;
    private final long floor;
    private final long unread;
    private final long noted;

    /**
     * For one opening.
     *
     * @param floor position of the event store
     * @param positions where the readers are
     * @param marked the number noted after the last commit
     */
    Recovery(
            Path directory,
            Segments segments,
            SegmentScan scan,
            DamageLedger damage,
            long floor,
            ReaderPositions positions,
            long marked) {
        this.directory = directory;
        this.segments = segments;
        this.scan = scan;
        this.damage = damage;
        this.floor = floor;
        this.unread = Math.min(floor, positions.lowest());
        this.noted = Math.max(marked, positions.highest());
    }

    /**
     * What was found.
     *
     * @param lastReadable number of the newest record that can be read, 0 without any
     * @param lastInFiles the highest number that the journal gave away, as far as it knows
     * @param next the number of the next record
     */
    record Found(long lastReadable, long lastInFiles, long next) {}

    Found run() throws IOException, SQLException {
        scan.alreadyTaken(floor);
        List<Segment> files = Segment.list(directory);
        for (int i = 0; i < files.size(); i++) {
            place(files.get(i), i + 1 < files.size() ? Optional.of(files.get(i + 1)) : Optional.empty());
        }
        long lastInFiles = Math.max(noted, newestLast());
        noteMissingHead(lastInFiles);
        long lastReadable = examineAll();
        long next = Math.max(lastInFiles, floor) + 1;
        growAgain(next);
        return new Found(lastReadable, lastInFiles, next);
    }

    private void place(Segment file, Optional<Segment> successor) throws SQLException, IOException {
        if (successor.isPresent()) {
            long before = successor.get().first() - 1;
            long last = Math.min(before, scan.previousLast(successor.get()).orElse(before));
            segments.put(file.endingAt(Math.max(last, file.first() - 1)));
            return;
        }
        OptionalLong intact = scan.lastIntact(file);
        if (intact.isEmpty() && noted < file.first() && SegmentReader.isUnbegun(file.file())) {
            file.delete();
            return;
        }
        segments.put(file.endingAt(Math.max(intact.orElse(0), Math.max(noted, file.first() - 1))));
    }

    private long newestLast() {
        return segments.all().stream().mapToLong(Segment::last).max().orElse(0);
    }

    /** What the store still needs and the journal no longer has at its head. */
    private void noteMissingHead(long lastInFiles) {
        long oldest = segments.oldest().map(Segment::first).orElse(lastInFiles + 1);
        if (floor + 1 < oldest) {
            scan.missing(
                    floor + 1,
                    oldest - 1,
                    "the journal's files no longer hold them; if the event store was put back to an older copy, a newer one"
                            + " has them");
        }
        if (floor > 0 && segments.all().isEmpty() && noted == 0) {
            damage.addLostUncounted(
                    floor, "the journal's files are gone; what they held beyond the event store's last record is lost");
        }
    }

    /** Reads what readers have yet to read; counts the rest. Returns the number of the newest intact record. */
    private long examineAll() throws SQLException {
        long lastReadable = 0;
        for (Segment segment : segments.all()) {
            if (segment.last() > unread || !scan.isComplete(segment)) {
                examine(segment);
            }
            lastReadable = Math.max(lastReadable, scan.lastIntact(segment).orElse(0));
        }
        return lastReadable;
    }

    private void examine(Segment segment) throws SQLException {
        long at = segment.first() - 1;
        while (at < segment.last()) {
            at = scan.read(at, segment.last(), READ_BYTES).upTo();
        }
        if (segment.last() < segment.first() && scan.previousLast(segment).isEmpty()) {
            damage.addLostUncounted(
                    segment.last(), segment.file().getFileName() + " can't be read; how much it held is not known");
        }
    }

    /** The newest segment takes the next records if it is whole and its numbers go on without a jump. */
    private void growAgain(long next) {
        List<Segment> all = segments.all();
        if (!all.isEmpty()) {
            Segment newest = all.getLast();
            if (newest.last() + 1 == next && !damage.touches(newest.first(), next)) {
                segments.put(newest.endingAt(Segment.GROWING));
            }
        }
    }
}
