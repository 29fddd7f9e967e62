package dev.zta.store.contract;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Engagement;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Revenue;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.site.SiteDay;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Visits of a few people to one site: some share a session hint across two addresses, some go on past midnight, some sit
 * exactly on the session's border. The same random source gives the same visits.
 */
final class RandomEvents {
    private static final int PEOPLE = 14;
    private static final int VISITS_EACH = 3;
    private static final int RECORDS_EACH = 9;
    private static final BigDecimal LARGEST_VALUE = new BigDecimal("1000000000000.0000");

    /** Nothing, a blink, and both sides of the border where a session ends. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofSeconds(7),
            Duration.ofSeconds(95),
            Duration.ofMinutes(4),
            Duration.ofMinutes(17),
            Sessions.TIMEOUT.minusMillis(1),
            Sessions.TIMEOUT,
            Sessions.TIMEOUT.plusMillis(1));

    private final RandomGenerator random;
    private final RandomSite site;
    private final boolean isSteady;
    private final Map<Address, Visitor> visitors = new HashMap<>();

    private record Address(int number, LocalDate date) {}

    RandomEvents(RandomGenerator random, RandomSite site) {
        this.random = random;
        this.site = site;
        isSteady = random.nextBoolean();
    }

    /** Records in the order in which they arrived: nearly that of their times. */
    List<Event> live() {
        List<Event> events = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int visit = 0; visit < VISITS_EACH; visit++) {
                events.addAll(visit(person));
            }
        }
        events.sort(Comparator.comparing(Event::time));
        for (int i = 1; i < events.size(); i++) {
            if (random.nextInt(12) == 0) {
                events.set(i, events.set(i - 1, events.get(i)));
            }
        }
        return events;
    }

    /** Pageviews of people not seen before, as an imported log has them: no hints, no ids, in time order. */
    List<Event> imported() {
        List<Event> events = new ArrayList<>();
        for (int person = PEOPLE; person < 2 * PEOPLE; person++) {
            for (Event event : visit(2 * person)) {
                events.add(new Event(
                        event.site(),
                        event.day(),
                        event.time().with(ChronoField.MILLI_OF_SECOND, 0),
                        visitor(2 * person, event.day()),
                        0,
                        event.path(),
                        event.client(),
                        event.place(),
                        event.source(),
                        new Pageview(0)));
            }
        }
        events.sort(Comparator.comparing(Event::time));
        return events;
    }

    private List<Event> visit(int person) {
        List<Event> visit = new ArrayList<>();
        List<Long> pageIds = new ArrayList<>(List.of(0L));
        long hint = random.nextInt(3) == 0 ? 0 : random.nextLong();
        long span = Duration.between(site.start(), site.end()).toMillis();
        Instant time = site.start().plusMillis(random.nextLong(span));
        int address = 2 * person;
        int records = 1 + random.nextInt(RECORDS_EACH);
        for (int i = 0; i < records && time.isBefore(site.end()); i++) {
            if (random.nextInt(6) == 0) {
                address = 2 * person + random.nextInt(2);
            }
            visit.add(record(time, address, random.nextInt(8) == 0 ? 0 : hint, detail(pageIds)));
            time = time.plus(Pools.one(random, PAUSES));
        }
        return visit;
    }

    private Event record(Instant time, int address, long hint, Detail detail) {
        SiteDay day = site.dayOf(time);
        return new Event(
                site.id(),
                day,
                time,
                visitor(address, day),
                hint,
                Pools.one(random, random.nextBoolean() ? Pools.PATHS : Pools.PATHS.subList(0, 3)),
                of(Pools.CLIENTS, address),
                of(Pools.PLACES, address),
                detail instanceof Pageview ? Pools.source(random) : Source.DIRECT,
                detail,
                attributes(detail));
    }

    private Attributes attributes(Detail detail) {
        return switch (detail) {
            case Pageview _, CustomEvent _
            when random.nextInt(3) == 0 ->
                new Attributes(
                        Pools.properties(random),
                        random.nextBoolean()
                                ? Optional.of(new Revenue(value(), Pools.one(random, Pools.CURRENCIES)))
                                : Optional.empty());
            default -> Attributes.NONE;
        };
    }

    /** Anything, or always the same for a person's two addresses, as it mostly is. */
    private <T> T of(List<T> values, int address) {
        return isSteady ? values.get(address / 2 % values.size()) : Pools.one(random, values);
    }

    private Visitor visitor(int address, SiteDay day) {
        return visitors.computeIfAbsent(
                new Address(address, day.date()), _ -> new Visitor(random.nextLong(), random.nextLong()));
    }

    private Detail detail(List<Long> pageIds) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> pageview(pageIds);
            case 5, 6 -> customEvent();
            case 7, 8 ->
                new Engagement(
                        knownPageId(pageIds),
                        timeOnPage(),
                        random.nextBoolean() ? OptionalInt.of(random.nextInt(101)) : OptionalInt.empty(),
                        random.nextInt(4) == 0);
            default -> new Heartbeat(knownPageId(pageIds), timeOnPage());
        };
    }

    private Pageview pageview(List<Long> pageIds) {
        long pageId = random.nextInt(3) == 0 ? 0 : random.nextLong();
        pageIds.add(pageId);
        return new Pageview(pageId);
    }

    /** Mostly the newest page's, sometimes an older one's, none, or one that nobody has seen. */
    private long knownPageId(List<Long> pageIds) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextLong();
            case 2 -> Pools.one(random, pageIds);
            default -> pageIds.getLast();
        };
    }

    private Optional<Duration> timeOnPage() {
        return random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(random.nextInt(4) * 1000L + random.nextInt(600_000)));
    }

    private CustomEvent customEvent() {
        return new CustomEvent(
                Pools.one(random, Pools.ACTIONS),
                Pools.one(random, Pools.CATEGORIES),
                Pools.one(random, Pools.LABELS),
                random.nextBoolean() ? Optional.of(value()) : Optional.empty(),
                random.nextInt(3) != 0);
    }

    /** Mostly small; now and then one of which a few would be too much for 64 bits of ten-thousandths. */
    private BigDecimal value() {
        BigDecimal value = BigDecimal.valueOf(random.nextInt(100_000), 4);
        BigDecimal some = random.nextInt(8) == 0 ? LARGEST_VALUE.subtract(value) : value;
        return random.nextInt(4) == 0 ? some.negate() : some;
    }
}
