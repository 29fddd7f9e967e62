package dev.zta.benchmarks;

import static dev.zta.benchmarks.ReportQuestions.country;
import static dev.zta.benchmarks.ReportQuestions.device;
import static dev.zta.benchmarks.ReportQuestions.exactDays;
import static dev.zta.benchmarks.ReportQuestions.page;

import dev.zta.core.store.QueryLimitException;
import dev.zta.duckdb.DuckDbEventStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Asks one store of a year for ranges of several lengths, without, with one and with two filters; a process of its own. */
final class GrowthReader {
    private static final int MOST_FILTERS = 2;

    private final PanelClock clock;
    private final int events;
    private final Path figures;

    private GrowthReader(PanelClock clock, int events, Path figures) {
        this.clock = clock;
        this.events = events;
        this.figures = figures;
    }

    /** Takes the store, how many events it holds, the file that gets a line for each figure, and the numbers of days. */
    public static void main(String[] arguments) throws IOException {
        List<Integer> days =
                Arrays.stream(arguments).skip(3).map(Integer::valueOf).toList();
        try (DuckDbEventStore store = new DuckDbEventStore(StoreBenchmark.settings(Path.of(arguments[0])))) {
            store.start();
            PanelClock clock = new PanelClock(store, StoreFiller.site(0));
            new GrowthReader(clock, Integer.parseInt(arguments[1]), Path.of(arguments[2])).read(days);
        }
        ReportReader.printMemory();
    }

    private void read(List<Integer> ranges) throws IOException {
        for (int filters = 0; filters <= MOST_FILTERS; filters++) {
            for (int days : ranges) {
                read(filters, days);
            }
        }
    }

    private void read(int filters, int days) throws IOException {
        try {
            PanelClock.Times times = clock.measure(round -> exactDays(days, round, filters(filters, round)));
            add(GrowthFigure.of(filters, events, days, times));
        } catch (QueryLimitException e) {
            System.out.printf(
                    Locale.ROOT, "%,11d  %d filters  %3d days  no answer: %s%n", events, filters, days, e.getMessage());
        }
    }

    private static String filters(int count, int round) {
        return switch (count) {
            case 0 -> "";
            case 1 ->
                switch (round % 3) {
                    case 0 -> country(round);
                    case 1 -> device(round);
                    default -> page(round);
                };
            default -> country(round) + ";" + (round % 2 == 0 ? device(round) : page(round));
        };
    }

    private void add(GrowthFigure figure) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%,11d  %d filters  %3d days  first %8.1f  min / median / max %s  p95 %.1f ms  (%d)%n",
                figure.events(),
                figure.filters(),
                figure.days(),
                figure.first(),
                figure.millis().text("%.1f"),
                figure.p95(),
                figure.answers());
        Files.writeString(
                figures,
                figure.line() + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
