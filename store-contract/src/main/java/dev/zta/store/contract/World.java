package dev.zta.store.contract;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Query;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Everything that one seed makes: the sites, what happened on them, and the questions about it. */
final class World {
    final long seed;
    final Random random;
    final List<RandomSite> sites;

    /** What a store has been given so far, in the order of arrival. */
    final List<Event> arrived = new ArrayList<>();

    private long lastSequence;

    World(long seed) {
        this(seed, RandomSite.some(seed));
    }

    World(long seed, List<RandomSite> sites) {
        this.seed = seed;
        this.sites = sites;
        random = new Random(seed);
    }

    /** A journal with the visits of all sites, dealt in turn at random; the world knows them as arrived. */
    List<JournalRecord> journal() {
        List<Deque<Event>> hands = new ArrayList<>();
        sites.forEach(site -> hands.add(new ArrayDeque<>(new RandomEvents(random, site).live())));
        List<Event> mixed = new ArrayList<>();
        while (!hands.isEmpty()) {
            Deque<Event> hand = Pools.one(random, hands);
            mixed.add(hand.removeFirst());
            if (hand.isEmpty()) {
                hands.remove(hand);
            }
        }
        return journal(mixed);
    }

    /** A journal with these events, numbered behind everything that was there. */
    List<JournalRecord> journal(List<Event> events) {
        List<JournalRecord> records = RandomJournal.of(random, lastSequence + 1, events);
        lastSequence = records.getLast().sequence();
        arrived.addAll(events);
        return records;
    }

    /** Imported views of a site by people not seen before; the world knows them as arrived. */
    List<Event> imported(RandomSite site) {
        List<Event> events = new RandomEvents(random, site).imported();
        arrived.addAll(events);
        return events;
    }

    /** Questions about every site. */
    List<Query> queries(int eachSite) {
        List<Query> queries = new ArrayList<>();
        for (RandomSite site : sites) {
            RandomQueries about = about(site);
            IntStream.range(0, eachSite).forEach(_ -> queries.add(about.next()));
        }
        return queries;
    }

    private RandomQueries about(RandomSite site) {
        return new RandomQueries(
                random,
                site,
                arrived.stream().filter(event -> event.site().equals(site.id())).toList());
    }

    /** What a dashboard asks about a site: a breakdown by everything at once, of one period and one choice. */
    List<List<Query>> dashboards(int eachSite) {
        List<List<Query>> all = new ArrayList<>();
        for (RandomSite site : sites) {
            RandomQueries about = about(site);
            IntStream.range(0, eachSite).forEach(_ -> all.add(about.dashboard()));
        }
        return all;
    }

    /** What an overview asks about all sites at once. */
    List<Query> overview() {
        List<Query> all = new ArrayList<>();
        sites.forEach(site -> all.addAll(about(site).overview()));
        return all;
    }

    Oracle oracle() {
        return new Oracle(arrived);
    }
}
