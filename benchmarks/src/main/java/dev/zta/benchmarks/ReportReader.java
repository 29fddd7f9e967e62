package dev.zta.benchmarks;

import static dev.zta.benchmarks.ReportQuestions.country;
import static dev.zta.benchmarks.ReportQuestions.days;
import static dev.zta.benchmarks.ReportQuestions.device;
import static dev.zta.benchmarks.ReportQuestions.page;

import dev.zta.core.store.QueryLimitException;
import dev.zta.duckdb.DuckDbEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Asks a filled store for reports, no two of a kind alike, as the stats endpoint does; a process of its own, so that the first
 * answers are cold and memory is that of reports alone.
 */
final class ReportReader {
    private final PanelClock clock;

    private ReportReader(PanelClock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) throws IOException {
        try (DuckDbEventStore store = new DuckDbEventStore(StoreBenchmark.settings(Path.of(arguments[0])))) {
            store.start();
            int sites = Integer.parseInt(arguments[1]);
            new ReportReader(new PanelClock(store, StoreFiller.site(sites / 2))).read();
        }
        printMemory();
    }

    private void read() {
        measure("30 days", round -> days(30, round, ""));
        measure("30 days, one filter (country)", round -> days(30, round, country(round)));
        measure("30 days, one filter (device)", round -> days(30, round, device(round)));
        measure("30 days, one filter (page)", round -> days(30, round, page(round)));
        measure("30 days, two filters", round -> days(30, round, country(round) + ";" + device(round)));
        measure("30 days, two filters, one a page", round -> days(30, round, country(round) + ";" + page(round)));
        measure("12 months", round -> days(365, round, ""));
        measure("12 months, one filter (country)", round -> days(365, round, country(round)));
        measure("12 months, two filters", round -> days(365, round, country(round) + ";" + device(round)));
        measure("24 hours", ReportQuestions::hours);
    }

    private void measure(String what, PanelClock.Question question) {
        try {
            print(what, clock.measure(question));
        } catch (QueryLimitException e) {
            System.out.printf(Locale.ROOT, "%-34s no answer: %s%n", what, e.getMessage());
        }
    }

    private static void print(String what, PanelClock.Times times) {
        System.out.printf(
                Locale.ROOT,
                "%-34s first %7.1f ms, then min / median / max %s, p95 %.1f ms%n",
                what,
                times.first(),
                Spread.of(times.warm()).text("%.1f"),
                Spread.percentile(times.warm(), 0.95));
    }

    /** Prints the memory of this process. */
    static void printMemory() throws IOException {
        System.out.printf("resident %.0f MB, peak %.0f MB%n", status("VmRSS:"), status("VmHWM:"));
    }

    private static double status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                .findFirst()
                .orElseThrow(() -> new IOException("This system does not tell " + field));
    }
}
