package dev.zta.journal;

import dev.zta.core.journal.JournalDamage;
import java.util.ArrayList;
import java.util.List;

/** What was found damaged since opening, each record once. Thread-safe and bounded. */
final class DamageLedger {
    private static final System.Logger LOG = System.getLogger(DamageLedger.class.getName());
    private static final int MAX_STRETCHES = 1_000;

    private final List<JournalDamage> found = new ArrayList<>();

    synchronized List<JournalDamage> all() {
        return List.copyOf(found);
    }

    /** Whether a stretch has a damaged record in it. */
    synchronized boolean touches(long first, long last) {
        return found.stream().anyMatch(damage -> damage.firstSequence() <= last && first <= damage.lastSequence());
    }

    /** Notes missing records, those that are not noted yet. */
    synchronized void add(long first, long last, String description) {
        long at = first;
        for (JournalDamage known : List.copyOf(found)) {
            if (known.records() > 0 && known.firstSequence() <= last && at <= known.lastSequence()) {
                note(at, known.firstSequence() - 1, description);
                at = known.lastSequence() + 1;
            }
        }
        note(at, last, description);
    }

    /** Notes a finding without any known number of records. */
    synchronized void addUncounted(long after, String description) {
        note(new JournalDamage(after + 1, after, description));
    }

    private void note(long first, long last, String description) {
        if (first <= last) {
            note(new JournalDamage(first, last, description));
        }
    }

    private void note(JournalDamage damage) {
        LOG.log(
                System.Logger.Level.ERROR,
                "Journal damage: records {0} to {1} are missing: {2}",
                String.valueOf(damage.firstSequence()),
                String.valueOf(damage.lastSequence()),
                damage.description());
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
                last.description()));
    }
}
