package dev.zta.store.contract;

import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.EventCondition.Part;
import dev.zta.core.query.EventCondition.PropertyIs;
import dev.zta.core.query.EventCondition.TextIs;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Filter.Operator;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.TextPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Questions about one site: every dimension, measure and kind of filter, over whole days and parts of days. */
final class RandomQueries {
    private static final List<Dimension> FILTERABLE = List.of(Dimension.values()).stream()
            .filter(dimension -> dimension.code().isPresent() || dimension == Dimension.EVENT_PROPERTY)
            .toList();

    private final Random random;
    private final RandomSite site;
    private final List<Event> events;

    /**
     * Asks about these records.
     *
     * @param events whose times serve as borders of ranges
     */
    RandomQueries(Random random, RandomSite site, List<Event> events) {
        this.random = random;
        this.site = site;
        this.events = events;
    }

    Query next() {
        Set<Measure> measures = measures();
        Optional<Dimension> by =
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(Pools.one(random, List.of(Dimension.values())));
        boolean isPaged = by.isPresent() && random.nextInt(3) == 0;
        return new Query(
                site.id(),
                period(),
                by,
                filters(),
                events(by),
                measures,
                order(measures),
                isPaged ? 1 + random.nextInt(5) : 1000,
                isPaged ? random.nextInt(4) : 0);
    }

    /** Totals and every breakdown, some twice, of one period and one choice; neighbours often want the same. */
    List<Query> dashboard() {
        Query head = next();
        List<Query> all = new ArrayList<>(List.of(with(head, Optional.empty(), head)));
        Query like = head;
        for (Dimension dimension : Dimension.values()) {
            like = random.nextInt(4) == 0 ? next() : like;
            all.add(with(head, Optional.of(dimension), like));
            if (random.nextInt(6) == 0) {
                all.add(with(head, Optional.of(dimension), next()));
            }
        }
        return all;
    }

    /** What a list of sites shows of one: totals of a period, its days, and totals of another period; some days alone. */
    List<Query> overview() {
        Period shown = period();
        Set<Measure> measures = measures();
        return List.of(
                plain(shown, Optional.empty(), measures, 1, 0),
                plain(period(), Optional.empty(), measures, 1, 0),
                plain(shown, Optional.of(Dimension.DAY), measures(), 400, 0),
                plain(period(), Optional.of(Dimension.DAY), measures(), 1 + random.nextInt(3), random.nextInt(3)));
    }

    private Query plain(Period period, Optional<Dimension> by, Set<Measure> measures, int limit, int offset) {
        return new Query(site.id(), period, by, List.of(), measures, List.of(), limit, offset);
    }

    private static Query with(Query choice, Optional<Dimension> by, Query like) {
        return new Query(
                choice.site(),
                choice.period(),
                by,
                choice.filters(),
                wholly(by),
                like.measures(),
                like.order(),
                like.limit(),
                by.isPresent() ? like.offset() : 0);
    }

    private Period period() {
        Instant start = border();
        Instant end = border();
        if (start.equals(end)) {
            return new Period(start, start.plusMillis(1), site.zone());
        }
        return start.isBefore(end) ? new Period(start, end, site.zone()) : new Period(end, start, site.zone());
    }

    /** Mostly a day's border; else a record's very instant, one beside it, or any. */
    private Instant border() {
        return switch (random.nextInt(6)) {
            case 0 -> Pools.one(random, events).time();
            case 1 -> Pools.one(random, events).time().plusMillis(1);
            case 2 -> {
                long span = Duration.between(site.start(), site.end()).toMillis();
                yield site.start().plusMillis(random.nextLong(span));
            }
            case 3 ->
                random.nextBoolean()
                        ? site.start().minusSeconds(86_400)
                        : site.end().plusSeconds(7_200);
            default ->
                random.nextBoolean()
                        ? Pools.one(random, site.days()).startsAt()
                        : Pools.one(random, site.days()).endsAt();
        };
    }

    private Set<Measure> measures() {
        if (random.nextBoolean()) {
            return EnumSet.allOf(Measure.class);
        }
        EnumSet<Measure> some = EnumSet.of(Pools.one(random, List.of(Measure.values())));
        for (Measure measure : Measure.values()) {
            if (random.nextInt(3) == 0) {
                some.add(measure);
            }
        }
        return some;
    }

    private List<Metric> order(Set<Measure> measures) {
        List<Metric> known = new ArrayList<>(List.of(Metric.values()));
        known.removeIf(metric -> !measures.containsAll(metric.needs()));
        Collections.shuffle(known, random);
        return known.subList(0, Math.min(known.size(), random.nextInt(4)));
    }

    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        int wanted = Math.max(0, random.nextInt(5) - 1);
        while (filters.size() < wanted) {
            Dimension dimension = Pools.one(random, FILTERABLE);
            List<TextPattern> patterns = new ArrayList<>();
            int alternatives = 1 + random.nextInt(3) / 2;
            while (patterns.size() < alternatives) {
                patterns.add(pattern(value(dimension)));
            }
            filters.add(new Filter(
                    dimension, property(dimension), random.nextInt(3) == 0 ? Operator.IS_NOT : Operator.IS, patterns));
        }
        return filters;
    }

    private Optional<String> property(Dimension dimension) {
        return dimension == Dimension.EVENT_PROPERTY
                ? Optional.of(Pools.one(random, Pools.PROPERTY_NAMES))
                : Optional.empty();
    }

    /** All events, by the values of some property where rows are these. */
    static EventChoice wholly(Optional<Dimension> by) {
        return by.equals(Optional.of(Dimension.EVENT_PROPERTY))
                ? EventChoice.ALL.byProperty(Pools.PROPERTY_NAMES.getFirst())
                : EventChoice.ALL;
    }

    private EventChoice events(Optional<Dimension> by) {
        EventChoice events = eventsOf(by);
        return random.nextInt(4) == 0 ? events.inCurrency(Pools.one(random, Pools.CURRENCIES)) : events;
    }

    private EventChoice eventsOf(Optional<Dimension> by) {
        if (by.filter(Dimension::isOfEvents).isEmpty()) {
            return EventChoice.ALL;
        }
        EventChoice events = EventChoice.of(conditions());
        return by.get() == Dimension.EVENT_PROPERTY
                ? events.byProperty(Pools.one(random, Pools.PROPERTY_NAMES))
                : events;
    }

    private List<EventCondition> conditions() {
        List<EventCondition> conditions = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            conditions.add(new TextIs(Part.ACTION, Pools.one(random, Pools.ACTIONS)));
        }
        if (random.nextInt(4) == 0) {
            conditions.add(new TextIs(Part.CATEGORY, Pools.one(random, Pools.CATEGORIES)));
        }
        if (random.nextInt(4) == 0) {
            conditions.add(new TextIs(Part.LABEL, Pools.one(random, Pools.LABELS)));
        }
        if (random.nextInt(4) == 0) {
            conditions.add(new PropertyIs(
                    Pools.one(random, Pools.PROPERTY_NAMES),
                    Pools.one(random, Pools.PROPERTY_VALUES).value()));
        }
        return conditions;
    }

    private TextPattern pattern(String value) {
        String cased = random.nextInt(5) == 0 ? value.toUpperCase(Locale.ROOT) : value;
        int cut = cased.offsetByCodePoints(0, random.nextInt(cased.codePointCount(0, cased.length()) + 1));
        return switch (random.nextInt(7)) {
            case 0 -> new TextPattern(List.of("", ""));
            case 1 -> new TextPattern(List.of(cased.substring(0, cut), ""));
            case 2 -> new TextPattern(List.of("", cased.substring(cut)));
            case 3 -> new TextPattern(List.of(cased.substring(0, cut), cased.substring(cut)));
            case 4 -> new TextPattern(List.of("", cased.substring(cut), "", ""));
            default -> TextPattern.exactly(cased);
        };
    }

    private String value(Dimension dimension) {
        return switch (dimension) {
            case PAGE, ENTRY_PAGE, EXIT_PAGE -> Pools.one(random, Pools.PATHS);
            case EVENT -> Pools.one(random, Pools.ACTIONS);
            case EVENT_PROPERTY -> Pools.one(random, Pools.PROPERTY_VALUES).value();
            case SOURCE ->
                Pools.one(random, List.of("(direct)", "example.org", "t.co", "zürich.example", "none.example"));
            case CHANNEL -> Pools.one(random, List.of("direct", "organic", "referral", "social", "paid"));
            case COUNTRY ->
                Pools.one(random, Pools.PLACES.stream().map(Place::country).toList());
            case REGION ->
                Pools.one(random, Pools.PLACES.stream().map(Place::region).toList());
            case DEVICE -> Pools.one(random, List.of("desktop", "mobile", "tablet", "unknown"));
            case BROWSER -> Pools.one(random, Pools.CLIENTS).browser();
            case OS -> Pools.one(random, Pools.CLIENTS).os();
            case UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN ->
                Pools.one(random, List.of("letter", "jan|feb", "ÉTÉ", "50%", "none"));
            case EVENT_CURRENCY -> Pools.one(random, List.of("EUR", "usd", "CHF"));
            case DAY, HOUR, CAMPAIGN, EVENT_DETAIL, EVENT_PROPERTY_NAME, EVENT_DAY ->
                throw new IllegalArgumentException("No filter on " + dimension);
        };
    }
}
