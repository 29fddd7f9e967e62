package dev.zta.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Runs one benchmark by name; {@code benchmarks/run} calls it. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println(
                    "usage: benchmarks/run track [pairs] [seconds] [warm-up seconds]"
                            + " | store [hits] [sites] [days] [folder] | growth [most hits] [folder of stores] [folder of results]"
                            + " | api [hits] [sites] [export rows] | busy [hits] [days] [beacons a second] [folder] | import [lines] | bad-input");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        System.out.println(machine());
        switch (arguments[1]) {
            case "track" ->
                new TrackBenchmark(
                                folder.resolve("track"),
                                Duration.ofSeconds(number(arguments, 4, 30)),
                                Duration.ofSeconds(number(arguments, 3, 10)),
                                number(arguments, 2, 5))
                        .run();
            case "store" ->
                new StoreBenchmark(
                                path(arguments, 5, folder.resolve("store")),
                                new StoreSize(
                                        number(arguments, 2, 1_000_000),
                                        number(arguments, 3, 1),
                                        number(arguments, 4, StoreSize.QUARTER)))
                        .run();
            case "growth" -> {
                Path stores = path(arguments, 3, folder.resolveSibling("growth"));
                new GrowthBenchmark(stores, path(arguments, 4, stores), number(arguments, 2, 10_000_000)).run();
            }
            case "api" ->
                new ApiBenchmark(
                                folder.resolve("api"),
                                number(arguments, 2, 1_000_000),
                                number(arguments, 3, 100),
                                number(arguments, 4, 1_000_000))
                        .run();
            case "busy" ->
                new BusyBenchmark(
                                path(arguments, 5, folder.resolve("busy")),
                                new StoreSize(
                                        number(arguments, 2, 10_000_000), 1, number(arguments, 3, StoreSize.QUARTER)),
                                BusyPlan.of(number(arguments, 4, 1_000)))
                        .run();
            case "import" -> new ImportBenchmark(folder.resolve("import"), number(arguments, 2, 2_000_000)).run();
            case "bad-input" -> new BadInputBenchmark(folder.resolve("bad-input")).run();
            default -> {
                System.err.println("There is no benchmark " + arguments[1]);
                System.exit(2);
            }
        }
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private static Path path(String[] arguments, int at, Path otherwise) {
        return arguments.length > at ? Path.of(arguments[at]) : otherwise;
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version());
    }
}
