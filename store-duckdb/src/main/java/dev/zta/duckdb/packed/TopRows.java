package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The rows of a query in its order, as far as it wants them. */
public final class TopRows {
    private final KeySums sums;
    private final Query query;
    private final Comparator<Integer> order;

    TopRows(KeySums sums, Query query) {
        this.sums = sums;
        this.query = query;
        order = order();
    }

    /** One row of the answer. */
    public record KeyedRow(String key, Measures measures) {}

    /**
     * The answer.
     *
     * @param total how many rows there are without limit and offset
     */
    public record Page(List<KeyedRow> rows, long total) {}

    /** The wanted rows; a row without any of the query's measures is none, but for totals. */
    Page page() {
        long most = (long) query.offset() + query.limit();
        PriorityQueue<Integer> best = new PriorityQueue<>(Collections.reverseOrder(order));
        long total = 0;
        for (int place = 0; place < sums.keys().size(); place++) {
            if (query.by().isEmpty() || sums.isAnything(place)) {
                total++;
                keep(best, place, most);
            }
        }
        List<Integer> places = new ArrayList<>(best);
        places.sort(order);
        return new Page(places.stream().skip(query.offset()).map(this::row).toList(), total);
    }

    private void keep(PriorityQueue<Integer> best, int place, long most) {
        if (best.size() < most) {
            best.add(place);
        } else if (order.compare(place, best.element()) < 0) {
            best.remove();
            best.add(place);
        }
    }

    private KeyedRow row(int place) {
        return new KeyedRow(sums.keys().key(place), sums.measures(place));
    }

    private Comparator<Integer> order() {
        Comparator<Integer> byKey = sums.keys()::compare;
        Dimension by = query.by().orElse(Dimension.DAY);
        if (by == Dimension.HOUR) {
            return Comparator.comparingLong(place -> Long.parseLong(sums.keys().key(place)));
        }
        if (by.kind() == Dimension.Kind.TIME) {
            return byKey;
        }
        Comparator<Integer> order = null;
        for (Metric metric : query.order()) {
            Comparator<Integer> next = largestFirst(metric);
            order = order == null ? next : order.thenComparing(next);
        }
        return order == null ? byKey : order.thenComparing(byKey);
    }

    private Comparator<Integer> largestFirst(Metric metric) {
        Comparator<Integer> smallestFirst = metric.needs().size() == 1
                ? Comparator.comparingLong(place -> sums.sum(place, metric.numerator()))
                : Comparator.comparing(place -> metric.of(sums.measures(place)));
        return smallestFirst.reversed();
    }
}
