package dev.zta.server.track;

import dev.zta.core.collect.Verdict;
import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.site.Site;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Omission;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdicts on a call's events, on their way into the journal.
 *
 * @param verdicts in the order of the events
 * @param leftOut how many properties of the kept events had a name too many
 */
record Decided(Call call, Site site, List<Verdict> verdicts, long leftOut) {
    private static final Outcome PROPERTY_LIMIT = new Outcome.LeftOut(Omission.PROPERTY_LIMIT);
    private static final Outcome DUPLICATE = new Outcome.Dropped(DropReason.DUPLICATE, "");

    boolean keepsAny() {
        return verdicts.stream().anyMatch(Verdict.Keep.class::isInstance);
    }

    /** What is stored, and the ledger. */
    JournalEntry entry(List<Long> fingerprints) {
        if (verdicts.size() == 1) {
            return single(verdicts.getFirst(), fingerprints);
        }
        List<Event> events = new ArrayList<>(verdicts.size());
        Map<Outcome, Long> counts = new HashMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Keep keep) {
                events.add(keep.event());
            }
            counts.merge(verdict.outcome(), 1L, Long::sum);
        }
        return new JournalEntry(events, tally(counts).plus(besides()), fingerprints);
    }

    private JournalEntry single(Verdict verdict, List<Long> fingerprints) {
        Tally tally =
                Tally.of(site.id(), call.receivedAt(), verdict.outcome(), 1).plus(besides());
        return verdict instanceof Verdict.Keep keep
                ? new JournalEntry(List.of(keep.event()), tally, fingerprints)
                : new JournalEntry(List.of(), tally, fingerprints);
    }

    private Tally besides() {
        return Tally.of(site.id(), call.receivedAt(), PROPERTY_LIMIT, leftOut);
    }

    /** The ledger when the call's id was accepted before: nothing is stored again. */
    JournalEntry asDuplicates() {
        Map<Outcome, Long> counts = new HashMap<>();
        for (Verdict verdict : verdicts) {
            counts.merge(verdict instanceof Verdict.Keep ? DUPLICATE : verdict.outcome(), 1L, Long::sum);
        }
        return new JournalEntry(List.of(), tally(counts), List.of());
    }

    private Tally tally(Map<Outcome, Long> counts) {
        Instant slot = Tally.slotOf(call.receivedAt());
        Map<Tally.Line, Long> lines = new HashMap<>();
        counts.forEach((outcome, count) -> lines.put(new Tally.Line(site.id(), slot, outcome), count));
        return new Tally(lines);
    }

    @Override
    public String toString() {
        return "Decided on " + verdicts.size();
    }
}
