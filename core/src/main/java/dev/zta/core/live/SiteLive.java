package dev.zta.core.live;

import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Visitor;
import dev.zta.core.live.LiveSnapshot.Count;
import dev.zta.core.live.LiveSnapshot.Minute;
import dev.zta.core.live.LiveSnapshot.RecentPageview;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Filter;
import dev.zta.core.query.TextOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;

/** One site's last half hour. Thread-safe. */
final class SiteLive {
    /** A visitor not seen for this long has left, and the session with them (contract: track, "Sessions"). */
    static final Duration MEMORY = Duration.ofMinutes(30);

    private static final Duration ACTIVE = Marks.KEPT;
    private static final int MINUTES_SHOWN = 5;
    private static final int PATHS_SHOWN = 50;
    private static final int SOURCES_SHOWN = 10;
    private static final int RECENT_SHOWN = 10;

    private final int maxVisitors;

    /** Both in the order in which they were last seen, so that who left stands at the head. */
    private final LinkedHashMap<Visitor, Presence> visitors = new LinkedHashMap<>();

    private final LinkedHashMap<Long, Visitor> hintOwners = new LinkedHashMap<>();

    private final NavigableMap<Long, Long> pageviewsBySecond = new TreeMap<>();
    private final List<RecentPageview> recent = new ArrayList<>();
    private final Marks marks;
    private final Shared shared;

    /**
     * An empty view.
     *
     * @param maxVisitors beyond this many the one not seen for longest is forgotten
     * @param allMarks how many the marks of all sites are
     * @param shared what visitors of all sites have in common
     */
    SiteLive(int maxVisitors, AtomicInteger allMarks, Shared shared) {
        this.maxVisitors = maxVisitors;
        this.shared = shared;
        marks = new Marks(allMarks);
    }

    synchronized void take(Event event) {
        Visitor visitor = owner(event);
        Presence known = visitors.remove(visitor);
        boolean isBack = known != null && known.lastSeen().plus(MEMORY).isAfter(event.time());
        Presence presence = known != null && isBack ? known : new Presence();
        presence.see(event, shared);
        marks.add(Mark.of(presence, event, shared));
        visitors.put(visitor, presence);
        dropEldest(visitors);
        if (event.detail() instanceof Pageview) {
            pageviewsBySecond.merge(event.time().getEpochSecond(), 1L, Long::sum);
            remember(new RecentPageview(
                    event.path(),
                    event.time().truncatedTo(ChronoUnit.SECONDS),
                    event.place().country()));
        }
    }

    /** The visitor of the first record with the same session hint, else the record's own. */
    private Visitor owner(Event event) {
        if (event.sessionHint() == 0) {
            return event.visitor();
        }
        Visitor known = hintOwners.remove(event.sessionHint());
        Visitor owner = known == null ? event.visitor() : known;
        hintOwners.put(event.sessionHint(), owner);
        dropEldest(hintOwners);
        return owner;
    }

    private <K, V> void dropEldest(SequencedMap<K, V> map) {
        if (map.size() > maxVisitors) {
            map.pollFirstEntry();
        }
    }

    /** Keeps the newest few, newest first; of one second the later arrival stands first. */
    private void remember(RecentPageview pageview) {
        int place = 0;
        while (place < recent.size() && recent.get(place).time().isAfter(pageview.time())) {
            place++;
        }
        recent.add(place, pageview);
        if (recent.size() > RECENT_SHOWN) {
            recent.removeLast();
        }
    }

    /** Forgets what is over; says whether anything is left. */
    synchronized boolean forgetOld(Instant now) {
        marks.forgetOld(now);
        Instant cutOff = now.minus(MEMORY);
        Iterator<Presence> eldest = visitors.values().iterator();
        while (eldest.hasNext() && eldest.next().lastSeen().isBefore(cutOff)) {
            eldest.remove();
        }
        while (hintOwners.size() > visitors.size()) {
            hintOwners.pollFirstEntry();
        }
        pageviewsBySecond.headMap(cutOff.getEpochSecond()).clear();
        recent.removeIf(pageview -> pageview.time().isBefore(cutOff));
        return !visitors.isEmpty();
    }

    /** The last five minutes, by a property or by clock minute. */
    synchronized LiveReport report(
            Optional<Breakdown> by, List<Filter> filters, Optional<String> currency, Instant now) {
        LiveCount count = new LiveCount(filters, currency);
        List<Mark> active = marks.before(now);
        return by.map(property -> count.by(property, active))
                .orElseGet(() -> count.byMinute(MINUTES_SHOWN, now, active));
    }

    synchronized LiveSnapshot snapshot(Instant now) {
        Instant since = now.minus(ACTIVE);
        List<Presence> active = visitors.values().stream()
                .filter(presence -> !presence.lastSeen().isBefore(since))
                .toList();
        return new LiveSnapshot(
                active.size(),
                pageviewsBySecond.tailMap(since.getEpochSecond(), since.getNano() == 0).values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                pages(active),
                recent.stream()
                        .filter(pageview -> !pageview.time().isBefore(now.minus(MEMORY)))
                        .toList(),
                minutes(now),
                counts(active, Presence::source).stream().limit(SOURCES_SHOWN).toList());
    }

    private static List<Count> pages(List<Presence> active) {
        List<Count> all = counts(active, Presence::path);
        if (all.size() <= PATHS_SHOWN) {
            return all;
        }
        List<Count> shown = new ArrayList<>(all.subList(0, PATHS_SHOWN));
        long others = all.subList(PATHS_SHOWN, all.size()).stream()
                .mapToLong(Count::visitors)
                .sum();
        shown.add(new Count(LiveSnapshot.OTHER_PATHS, others));
        return shown;
    }

    private static List<Count> counts(List<Presence> active, Function<Presence, String> name) {
        Map<String, Long> counts = new HashMap<>();
        active.forEach(presence -> counts.merge(name.apply(presence), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::visitors)
                        .reversed()
                        .thenComparing(Count::name, TextOrder.BY_CODE_POINT))
                .toList();
    }

    private List<Minute> minutes(Instant now) {
        long current = Presence.minuteOf(now);
        return LongStream.rangeClosed(current - MINUTES_SHOWN + 1, current)
                .mapToObj(minute -> new Minute(
                        Instant.EPOCH.plus(minute, ChronoUnit.MINUTES),
                        visitors.values().stream()
                                .filter(presence -> presence.wasActiveIn(minute))
                                .count()))
                .toList();
    }
}
