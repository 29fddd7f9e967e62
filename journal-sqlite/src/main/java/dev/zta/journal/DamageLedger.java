package dev.zta.journal;

import dev.zta.core.journal.JournalDamage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was found damaged, each record once. Losses are kept in a file beside the segments, a line {@code first last
 * description} each: a damaged segment is dropped like any other, and what it lost would be forgotten with it. Thread-safe and
 * bounded.
 */
final class DamageLedger {
    private static final System.Logger LOG = System.getLogger(DamageLedger.class.getName());
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (.*)");
    private static final int MAX_STRETCHES = 1_000;

    private final Path file;
    private final List<JournalDamage> found = new ArrayList<>();
    private boolean isSaved = true;

    DamageLedger(Path directory) {
        file = directory.resolve("lost-records");
    }

    /** Takes up what was lost at earlier times. */
    synchronized void load() throws IOException {
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.UTF_8)
                    .forEach(line -> parse(line).ifPresent(found::add));
        }
    }

    private static Optional<JournalDamage> parse(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches()
                ? Optional.of(new JournalDamage(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), true, parts.group(3)))
                : Optional.empty();
    }

    /** Puts new losses into the file. One that can't be put there is told until the process ends. */
    synchronized void save() {
        if (isSaved) {
            return;
        }
        isSaved = true;
        String lines = found.stream()
                .filter(JournalDamage::isLost)
                .map(damage -> damage.firstSequence() + " " + damage.lastSequence() + " " + damage.description() + "\n")
                .collect(Collectors.joining());
        try {
            write(lines);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "The loss of records can''t be noted: {0}", e.getMessage());
        }
    }

    private void write(String lines) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    synchronized List<JournalDamage> all() {
        return List.copyOf(found);
    }

    /** Whether a stretch has a damaged record in it. */
    synchronized boolean touches(long first, long last) {
        return found.stream().anyMatch(damage -> damage.firstSequence() <= last && first <= damage.lastSequence());
    }

    /** Notes records that are gone for ever, those that are not noted yet. */
    synchronized void addLost(long first, long last, String description) {
        add(first, last, true, description);
    }

    /** Notes missing records that the event store has. */
    synchronized void addHarmless(long first, long last, String description) {
        add(first, last, false, description);
    }

    private void add(long first, long last, boolean isLost, String description) {
        long at = first;
        for (JournalDamage known : List.copyOf(found)) {
            if (known.records() > 0 && known.firstSequence() <= last && at <= known.lastSequence()) {
                note(at, known.firstSequence() - 1, isLost, description);
                at = known.lastSequence() + 1;
            }
        }
        note(at, last, isLost, description);
    }

    /** Notes that records are lost and nobody knows how many. */
    synchronized void addLostUncounted(long after, String description) {
        addOnce(new JournalDamage(after + 1, after, true, description));
    }

    /** Notes a finding that costs no record. */
    synchronized void addHarmlessUncounted(long after, String description) {
        addOnce(new JournalDamage(after + 1, after, false, description));
    }

    private void addOnce(JournalDamage damage) {
        if (!found.contains(damage)) {
            note(damage);
        }
    }

    private void note(long first, long last, boolean isLost, String description) {
        if (first <= last) {
            note(new JournalDamage(first, last, isLost, description));
        }
    }

    private void note(JournalDamage damage) {
        LOG.log(
                System.Logger.Level.ERROR,
                "Journal damage: records {0} to {1} are missing: {2}",
                String.valueOf(damage.firstSequence()),
                String.valueOf(damage.lastSequence()),
                damage.description());
        isSaved = isSaved && !damage.isLost();
        if (found.size() < MAX_STRETCHES) {
            found.add(damage);
            found.sort((one, other) -> Long.compare(one.firstSequence(), other.firstSequence()));
            return;
        }
        // Too many to list: the last one takes in the rest, so that the count is never too low.
        JournalDamage last = found.removeLast();
        found.add(new JournalDamage(
                Math.min(last.firstSequence(), damage.firstSequence()),
                Math.max(last.lastSequence(), damage.lastSequence()),
                last.isLost() || damage.isLost(),
                last.description()));
    }
}
