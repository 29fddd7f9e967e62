package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.SiteId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Queries that one pass over the same records answers.
 *
 * @param kind what they have in common
 * @param queries by their numbers in the report
 */
record Family(Kind kind, SortedMap<Integer, Query> queries) {
    /** Which queries share a pass. */
    enum Kind {
        /** Totals and rows by day: the totals are the sum of the days. */
        DAYS,
        /** Rows by properties of sessions, of the same measures and in the same order. */
        PROPERTIES,
        /** All others stand alone. */
        LONE
    }

    /** What members of one family have in common; a query that must stand apart has a number besides. */
    private record Trait(
            Kind kind,
            int number,
            SiteId site,
            Period period,
            List<Filter> filters,
            EventChoice events,
            Set<Measure> measures,
            List<Metric> order) {
        static Trait of(int number, Query query) {
            Kind kind = Family.kind(query);
            boolean isOfDays = kind == Kind.DAYS;
            return new Trait(
                    kind,
                    kind == Kind.LONE ? number : 0,
                    query.site(),
                    query.period(),
                    query.filters(),
                    query.events(),
                    isOfDays ? Set.of() : query.measures(),
                    isOfDays ? List.of() : query.order());
        }

        Trait next() {
            return new Trait(kind, number + 1, site, period, filters, events, measures, order);
        }
    }

    /** The families of a report, in the order of their first queries. */
    static Collection<Family> of(List<Query> queries) {
        Map<Trait, Family> families = new LinkedHashMap<>();
        for (int number = 0; number < queries.size(); number++) {
            Query query = queries.get(number);
            Trait trait = Trait.of(number, query);
            while (families.containsKey(trait) && !families.get(trait).hasRoomFor(query)) {
                trait = trait.next();
            }
            families.computeIfAbsent(trait, first -> new Family(first.kind, new TreeMap<>()))
                    .queries
                    .put(number, query);
        }
        return families.values();
    }

    /** One pass counts each property once. */
    private boolean hasRoomFor(Query query) {
        return kind != Kind.PROPERTIES
                || queries.values().stream().noneMatch(member -> member.by().equals(query.by()));
    }

    private static Kind kind(Query query) {
        Dimension by = dimension(query);
        if (by == Dimension.DAY) {
            return Kind.DAYS;
        }
        return by.kind() == Dimension.Kind.SESSION ? Kind.PROPERTIES : Kind.LONE;
    }

    /** What a query's rows stand for; totals are those of days. */
    private static Dimension dimension(Query query) {
        return query.by().orElse(Dimension.DAY);
    }

    /** Any of them, for what they have in common. */
    Query first() {
        return queries.firstEntry().getValue();
    }

    /** What any of them wants. */
    Set<Measure> measures() {
        Set<Measure> all = EnumSet.noneOf(Measure.class);
        queries.values().forEach(query -> all.addAll(query.measures()));
        return all;
    }

    /** What each query's rows stand for. */
    SortedMap<Integer, Dimension> dimensions() {
        SortedMap<Integer, Dimension> dimensions = new TreeMap<>();
        queries.forEach((number, query) -> dimensions.put(number, dimension(query)));
        return dimensions;
    }
}
