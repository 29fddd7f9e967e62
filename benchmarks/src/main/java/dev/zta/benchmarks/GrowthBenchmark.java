package dev.zta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the report of all panels grows: with events for the same days, and with days for the same events a day. */
final class GrowthBenchmark {
    /** Folders of stores, smallest first. */
    private record Store(int hits, String folder) {}

    private static final List<Store> STORES = List.of(
            new Store(100_000, "s100k"),
            new Store(1_000_000, "s1m"),
            new Store(10_000_000, "s10m"),
            new Store(100_000_000, "s100m"));

    /** Days asked of every store. */
    private static final List<Integer> MONTH_AND_YEAR = List.of(30, 365);

    /** Days asked of one store. */
    private static final List<Integer> ALL_DAYS = List.of(1, 7, 30, 90, 180, 365);

    private static final int MOST_OF_ALL_DAYS = 10_000_000;

    private final Path stores;
    private final Path results;
    private final List<Store> asked;

    /**
     * A benchmark up to one size.
     *
     * @param stores folder with a store in a folder each, which are made unless they are there
     * @param results folder of growth.csv and growth.svg
     * @param mostHits of the largest store
     */
    GrowthBenchmark(Path stores, Path results, int mostHits) {
        this.stores = stores;
        this.results = results;
        asked = STORES.stream().filter(store -> store.hits <= mostHits).toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("The smallest store has 100000 hits");
        }
    }

    /** The store that is asked for all days comes first, so that there is something to draw after each one. */
    void run() throws IOException {
        Files.createDirectories(results);
        for (Store store : asked) {
            prepare(store);
        }
        Path lines = Files.createTempFile("growth", ".csv");
        int hitsOfAllDays = hitsOfAllDays();
        List<Store> inOrder = asked.stream()
                .sorted(Comparator.comparing(store -> store.hits != hitsOfAllDays))
                .toList();
        for (Store store : inOrder) {
            read(store, store.hits == hitsOfAllDays ? ALL_DAYS : MONTH_AND_YEAR, lines);
            List<GrowthFigure> figures =
                    Files.readAllLines(lines).stream().map(GrowthFigure::parse).toList();
            write(new Growth(figures, hitsOfAllDays));
        }
        System.out.println("growth.csv and growth.svg are in " + results.toAbsolutePath());
    }

    private void prepare(Store store) throws IOException {
        MadeStore made = made(store);
        made.prepare();
        System.out.printf(Locale.ROOT, "%,d hits: %.0f MB on disk%n", store.hits, made.megabytes());
    }

    private MadeStore made(Store store) {
        return new MadeStore(stores.resolve(store.folder), new StoreSize(store.hits, 1, StoreSize.YEAR));
    }

    private int hitsOfAllDays() {
        return asked.stream()
                .mapToInt(Store::hits)
                .filter(hits -> hits <= MOST_OF_ALL_DAYS)
                .max()
                .orElseThrow();
    }

    private void read(Store store, List<Integer> days, Path lines) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(made(store).file().toString(), Integer.toString(store.hits), lines.toString()));
        days.forEach(count -> arguments.add(count.toString()));
        JavaCommand.run(GrowthReader.class, arguments.toArray(String[]::new));
    }

    private void write(Growth growth) throws IOException {
        Files.write(
                results.resolve("growth.csv"),
                Stream.concat(Stream.of("curve," + GrowthFigure.COLUMNS), growth.lines())
                        .toList());
        Files.writeString(results.resolve("growth.svg"), GrowthPlot.svg(growth));
    }
}
