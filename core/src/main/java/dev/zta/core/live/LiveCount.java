package dev.zta.core.live;

import dev.zta.core.event.Revenue;
import dev.zta.core.live.LiveReport.Row;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.EventValue;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what happened in the last five minutes (contract: stats-api, "Realtime"). Everybody with any record in that time is
 * a visitor, and the sessions are those of these visitors, as they are so far. A filter on pages looks at the path of any
 * record, not of pageviews alone: who has been reading a page for ten minutes is on it.
 */
final class LiveCount {
    private static final long MINUTE_MILLIS = 60_000;

    private final List<Filter> filters;
    private final Optional<String> currency;
    private final boolean hasPageFilter;
    private final Map<List<String>, Sum> sums = new LinkedHashMap<>();
    private final Sum totals = new Sum();

    /**
     * Nothing yet.
     *
     * @param currency in which revenue is added up; empty: whatever it is in
     */
    LiveCount(List<Filter> filters, Optional<String> currency) {
        this.filters = filters;
        this.currency = currency;
        hasPageFilter = filters.stream().anyMatch(filter -> filter.dimension().kind() == Kind.PAGEVIEW);
    }

    /** Rows by a property. */
    LiveReport by(Breakdown breakdown, List<Mark> marks) {
        Dimension property = breakdown.dimension();
        for (Visit visit : visits(marks)) {
            visit.addTo(totals, visit.seen(), visit.events());
            switch (property.kind()) {
                case SESSION ->
                    visit.who().key(property).ifPresent(key -> visit.addTo(sum(key), visit.seen(), visit.events()));
                case PAGEVIEW -> byPage(visit);
                case EVENT -> byEvent(visit, breakdown);
                case TIME -> throw new IllegalArgumentException("No property: " + property);
            }
        }
        return new LiveReport(
                totals.row(List.of()),
                sums.entrySet().stream()
                        .map(entry -> entry.getValue().row(entry.getKey()))
                        .toList());
    }

    /** Rows by clock minute. */
    LiveReport byMinute(int minutes, Instant now, List<Mark> marks) {
        long current = Math.floorDiv(now.toEpochMilli(), MINUTE_MILLIS);
        for (long minute = current - minutes + 1; minute <= current; minute++) {
            sum(minuteKey(minute));
        }
        for (Visit visit : visits(marks)) {
            visit.addTo(totals, visit.seen(), visit.events());
            for (long minute = current - minutes + 1; minute <= current; minute++) {
                List<Mark> seen = of(minute, visit.seen());
                if (!seen.isEmpty()) {
                    visit.addTo(sum(minuteKey(minute)), seen, of(minute, visit.events()));
                }
            }
        }
        return new LiveReport(
                totals.row(List.of()),
                sums.entrySet().stream()
                        .map(entry -> entry.getValue().row(entry.getKey()))
                        .toList());
    }

    private static List<String> minuteKey(long minute) {
        return List.of(Instant.ofEpochMilli(minute * MINUTE_MILLIS).toString());
    }

    private static List<Mark> of(long minute, List<Mark> marks) {
        return marks.stream()
                .filter(mark -> Math.floorDiv(mark.atMillis(), MINUTE_MILLIS) == minute)
                .toList();
    }

    private Sum sum(List<String> key) {
        return sums.computeIfAbsent(key, _ -> new Sum());
    }

    /** Entries and bounces are of the sessions that began on the page; views a visit are the page's own. */
    private void byPage(Visit visit) {
        Set<String> paths = new LinkedHashSet<>();
        visit.seen().forEach(mark -> paths.add(mark.path()));
        for (String path : paths) {
            List<Mark> here = visit.seen().stream()
                    .filter(mark -> mark.path().equals(path))
                    .toList();
            Sum sum = sum(List.of(path));
            sum.count(here, visit.events());
            if (visit.who().isSession()) {
                sum.session(visit.who(), views(here));
                if (visit.who().entryPage().equals(path)) {
                    sum.entry(visit.who());
                }
            }
        }
    }

    private void byEvent(Visit visit, Breakdown breakdown) {
        Map<String, List<Mark>> fired = new LinkedHashMap<>();
        for (Mark event : visit.events()) {
            text(breakdown.dimension(), breakdown.property(), event)
                    .ifPresent(key ->
                            fired.computeIfAbsent(key, _ -> new ArrayList<>()).add(event));
        }
        fired.forEach((key, own) -> visit.addTo(sum(List.of(key)), visit.seen(), own));
    }

    private static long views(List<Mark> marks) {
        return marks.stream().filter(Mark::isPageview).count();
    }

    /** What the filters choose, by session. */
    private List<Visit> visits(List<Mark> marks) {
        Map<Presence, List<Mark>> bySession = new LinkedHashMap<>();
        marks.forEach(mark ->
                bySession.computeIfAbsent(mark.who(), _ -> new ArrayList<>()).add(mark));
        List<Visit> visits = new ArrayList<>();
        bySession.forEach((who, all) -> {
            List<Mark> events = all.stream().filter(Mark::isEvent).toList();
            List<Mark> seen =
                    hasPageFilter ? all.stream().filter(this::isOnPage).toList() : all;
            if (!seen.isEmpty() && isChosen(who, events)) {
                visits.add(new Visit(who, seen, events, hasPageFilter));
            }
        });
        return visits;
    }

    private boolean isOnPage(Mark mark) {
        return filters.stream()
                .filter(filter -> filter.dimension().kind() == Kind.PAGEVIEW)
                .allMatch(filter -> filter.passes(mark.path()));
    }

    private boolean isChosen(Presence who, List<Mark> events) {
        return filters.stream().allMatch(filter -> switch (filter.dimension().kind()) {
            case SESSION ->
                who.text(filter.dimension()).map(filter::passes).orElse(filter.operator() == Filter.Operator.IS_NOT);
            case EVENT -> events.stream().anyMatch(event -> passes(filter, event));
            case PAGEVIEW, TIME -> true;
        });
    }

    private static boolean passes(Filter filter, Mark event) {
        return text(filter.dimension(), filter.property(), event)
                .map(filter::passes)
                .orElse(filter.operator() == Filter.Operator.IS_NOT);
    }

    /** What an event has of a dimension of events. */
    private static Optional<String> text(Dimension dimension, Optional<String> property, Mark event) {
        return switch (dimension) {
            case EVENT_PROPERTY -> event.property(property.orElseThrow());
            case EVENT_CURRENCY -> event.revenue().map(Revenue::currency);
            default -> Optional.of(event.action());
        };
    }

    /**
     * One session in these minutes.
     *
     * @param seen its records, those on a chosen page alone where pages are filtered
     * @param events all its custom events
     */
    private record Visit(Presence who, List<Mark> seen, List<Mark> events, boolean hasPageFilter) {
        void addTo(Sum sum, List<Mark> records, List<Mark> fired) {
            sum.count(records, fired);
            if (who.isSession()) {
                sum.session(who, hasPageFilter ? views(records) : who.pageviews());
                sum.entry(who);
            }
        }
    }

    /** The measures of one row. */
    private final class Sum {
        private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        private final Map<Measure, Long> soFar = new EnumMap<>(Measure.class);

        void count(List<Mark> records, List<Mark> events) {
            add(counts, Measure.VISITORS, 1);
            add(counts, Measure.PAGEVIEWS, views(records));
            add(counts, Measure.EVENTS, events.size());
            events.forEach(event -> event.revenue()
                    .filter(revenue -> currency.map(revenue.currency()::equals).orElse(true))
                    .ifPresent(revenue -> {
                        add(counts, Measure.VALUE_HIGH, EventValue.high(revenue.amount()));
                        add(counts, Measure.VALUE_LOW, EventValue.low(revenue.amount()));
                    }));
        }

        void session(Presence who, long viewsSoFar) {
            add(counts, Measure.SESSIONS, 1);
            add(soFar, Measure.SESSIONS, 1);
            add(soFar, Measure.SESSION_MILLIS, who.durationMillis());
            add(soFar, Measure.PAGEVIEWS, viewsSoFar);
        }

        void entry(Presence who) {
            add(soFar, Measure.ENTRIES, 1);
            add(soFar, Measure.BOUNCES, who.isBounce() ? 1 : 0);
        }

        private void add(Map<Measure, Long> sums, Measure measure, long number) {
            sums.merge(measure, number, Long::sum);
        }

        Row row(List<String> key) {
            return new Row(key, new Measures(counts), new Measures(soFar));
        }
    }
}
