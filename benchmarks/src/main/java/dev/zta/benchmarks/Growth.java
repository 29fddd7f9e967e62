package dev.zta.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Figures of several stores, of which one was asked for ranges of many lengths.
 *
 * @param eventsOfDays how many events that one holds
 */
record Growth(List<GrowthFigure> figures, int eventsOfDays) {
    Growth {
        figures = List.copyOf(figures);
    }

    /** Against events: the same days of each store. */
    List<GrowthFigure> byEvents(int filters, int days) {
        return figures.stream()
                .filter(figure -> figure.filters() == filters && figure.days() == days)
                .sorted(Comparator.comparingInt(GrowthFigure::events))
                .toList();
    }

    /** Against days: the same store. */
    List<GrowthFigure> byDays(int filters) {
        return figures.stream()
                .filter(figure -> figure.filters() == filters && figure.events() == eventsOfDays)
                .sorted(Comparator.comparingInt(GrowthFigure::days))
                .toList();
    }

    /** Lines of both curves, each with its name before the figure's columns. */
    Stream<String> lines() {
        Stream<String> events = Stream.of(30, StoreSize.YEAR)
                .flatMap(days -> Stream.of(0, 1, 2).flatMap(filters -> byEvents(filters, days).stream()))
                .map(figure -> "events," + figure.line());
        Stream<String> days =
                Stream.of(0, 1, 2).flatMap(filters -> byDays(filters).stream()).map(figure -> "days," + figure.line());
        return Stream.concat(events, days);
    }
}
