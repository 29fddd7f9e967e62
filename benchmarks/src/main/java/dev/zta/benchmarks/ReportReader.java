package dev.zta.benchmarks;

import dev.zta.core.site.SiteId;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.server.stats.StatsReport;
import dev.zta.server.stats.StatsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a filled store for reports, no two of a kind alike, as the stats endpoint does; a process of its own, so that the first
 * answers are cold and memory is that of reports alone.
 */
final class ReportReader {
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 10;
    private static final List<String> COUNTRIES = List.of("US", "DE", "GB", "FR", "NL", "IN", "BR", "JP");
    private static final List<String> DEVICES = List.of("desktop", "mobile", "tablet");

    private final StatsReport report;

    private ReportReader(StatsReport report) {
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException {
        try (DuckDbEventStore store = new DuckDbEventStore(StoreBenchmark.settings(Path.of(arguments[0])))) {
            store.start();
            int sites = Integer.parseInt(arguments[1]);
            new ReportReader(new StatsReport(store)).read(StoreFiller.site(sites / 2));
        }
        System.out.printf("resident %.0f MB, peak %.0f MB%n", status("VmRSS:"), status("VmHWM:"));
    }

    /** A question that differs from round to round. */
    private interface Question {
        StatsRequest inRound(int round);
    }

    private void read(SiteId site) {
        measure("30 days", site, round -> days(30, round, ""));
        measure("30 days, one filter (country)", site, round -> days(30, round, country(round)));
        measure("30 days, one filter (device)", site, round -> days(30, round, device(round)));
        measure("30 days, one filter (page)", site, round -> days(30, round, page(round)));
        measure("30 days, two filters", site, round -> days(30, round, country(round) + ";" + device(round)));
        measure("30 days, two filters, one a page", site, round -> days(30, round, country(round) + ";" + page(round)));
        measure("12 months", site, round -> days(365, round, ""));
        measure("12 months, one filter (country)", site, round -> days(365, round, country(round)));
        measure("12 months, two filters", site, round -> days(365, round, country(round) + ";" + device(round)));
        measure("24 hours", site, ReportReader::hours);
    }

    private static String country(int round) {
        return "country==" + COUNTRIES.get(round % COUNTRIES.size());
    }

    private static String device(int round) {
        return "device==" + DEVICES.get(round % DEVICES.size());
    }

    private static String page(int round) {
        return "page==/section-" + round % 40 + "/*";
    }

    /** Days up to one of the last ten; every tenth question's range includes the open day. */
    private static StatsRequest days(int count, int round, String filters) {
        LocalDate last = StoreFiller.TODAY.minusDays(round % 10);
        Map<String, String> parameters = Map.of(
                "startDate", last.minusDays(count - 1L + round / 10).toString(),
                "endDate", last.toString(),
                "filters", filters);
        return request(parameters, StoreFiller.NOW);
    }

    private static StatsRequest hours(int round) {
        return request(Map.of("period", "24h"), StoreFiller.NOW.plusSeconds(61L * round));
    }

    private static StatsRequest request(Map<String, String> parameters, Instant now) {
        return StatsRequest.parse(
                name -> Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty()),
                StoreFiller.ZONE,
                now);
    }

    private void measure(String what, SiteId site, Question question) {
        double cold = millis(site, question.inRound(ROUNDS));
        for (int round = 0; round < WARM_UP; round++) {
            millis(site, question.inRound(ROUNDS + 1 + round));
        }
        List<Double> warm = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            warm.add(millis(site, question.inRound(round)));
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s first %7.1f ms, then min / median / max %s, p95 %.1f ms%n",
                what,
                cold,
                Spread.of(warm).text("%.1f"),
                Spread.percentile(warm, 0.95));
    }

    private double millis(SiteId site, StatsRequest request) {
        long begun = System.nanoTime();
        boolean isEmpty = report.answer(site, request).summary().pageviews() == 0;
        // A small site may have nothing that two filters choose.
        if (isEmpty && request.filters().isEmpty()) {
            throw new IllegalStateException("An empty report measures nothing");
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                .findFirst()
                .orElseThrow(() -> new IOException("This system does not tell " + field));
    }
}
