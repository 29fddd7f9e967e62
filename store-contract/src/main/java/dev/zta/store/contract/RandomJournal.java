package dev.zta.store.contract;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Omission;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.core.tally.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Cuts records into the calls and commits in which a journal would hold them. */
final class RandomJournal {
    private RandomJournal() {}

    /** The events in their order, a few to an entry, a few entries to a record; now and then a number is missing. */
    static List<JournalRecord> of(RandomGenerator random, long firstSequence, List<Event> events) {
        List<JournalRecord> records = new ArrayList<>();
        long sequence = firstSequence;
        int next = 0;
        while (next < events.size()) {
            List<JournalEntry> entries = new ArrayList<>();
            int wanted = 1 + random.nextInt(4);
            while (entries.size() < wanted && next < events.size()) {
                int size = Math.min(1 + random.nextInt(5), events.size() - next);
                entries.add(entry(random, events.subList(next, next + size)));
                next += size;
            }
            records.add(new JournalRecord(
                    sequence, entries.getLast().events().getLast().time(), entries));
            sequence += random.nextInt(20) == 0 ? 3 : 1;
        }
        return records;
    }

    private static JournalEntry entry(RandomGenerator random, List<Event> events) {
        Tally tally = Tally.EMPTY;
        for (Event event : events) {
            tally = tally.plus(Tally.of(event.site(), event.time(), Outcome.STORED, 1));
        }
        SiteId site = events.getFirst().site();
        Instant time = events.getFirst().time();
        return new JournalEntry(events, tally.plus(lost(random, site, time)), List.of(random.nextLong()));
    }

    private static Tally lost(RandomGenerator random, SiteId site, Instant time) {
        return switch (random.nextInt(6)) {
            case 0 -> Tally.of(site, time, new Outcome.Dropped(DropReason.BOT, "crawl(er)?'s"), 1 + random.nextInt(3));
            case 1 ->
                Tally.of(
                        site,
                        time,
                        new Outcome.Dropped(Pools.one(random, List.of(DropReason.values())), ""),
                        1 + random.nextInt(3));
            case 2 ->
                Tally.of(
                        site,
                        time,
                        new Outcome.Rejected(Pools.one(random, List.of(RejectReason.values()))),
                        1 + random.nextInt(3));
            case 3 -> Tally.of(site, time, new Outcome.LeftOut(Pools.one(random, List.of(Omission.values()))), 1);
            default -> Tally.EMPTY;
        };
    }
}
