package dev.zta.benchmarks;

import dev.zta.duckdb.DuckDbEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long the endpoints for reading take over HTTP, of a server that runs as a process of its own with the launcher's bounds,
 * over a store that was filled before. The server's clock goes on from the end of what was filled in.
 */
final class ApiBenchmark {
    private final Path data;
    private final int hits;
    private final int sites;
    private final int exportRows;

    /**
     * A benchmark of one size.
     *
     * @param hits of all sites together, over 90 days
     * @param exportRows most rows of an export
     */
    ApiBenchmark(Path data, int hits, int sites, int exportRows) {
        this.data = data;
        this.hits = hits;
        this.sites = sites;
        this.exportRows = exportRows;
    }

    void run() throws IOException {
        BenchmarkSite.createAll(data, sites);
        Path file = data.resolve("events.duckdb");
        try (DuckDbEventStore store = new DuckDbEventStore(StoreBenchmark.settings(file))) {
            store.start();
            new StoreFiller(store, new StoreSize(hits, sites, StoreSize.QUARTER)).fill();
        }
        System.out.printf(Locale.ROOT, "on disk %.0f MB%n", Files.size(file) / 1e6);
        String key = ReadKey.make(data);
        List<String> command = new ArrayList<>(JavaCommand.of(BenchmarkServer.class));
        command.add(StoreFiller.NOW.toString());
        try (ServerProcess server = ServerProcess.start(
                command, Map.of("ZTA_DATA", data.toString(), "ZTA_PORT", "0", "ZTA_RATE_API", "1000000/1m"))) {
            ApiReader reader = new ApiReader(server.address(), key);
            System.out.printf(Locale.ROOT, "resident, idle %.0f MB%n", server.residentMegabytes());
            new ApiQuestions(reader, StoreFiller.site(sites / 2).value()).ask();
            System.out.printf(Locale.ROOT, "resident, after reports %.0f MB%n", server.residentMegabytes());
            new ExportReader(reader, server, exportRows)
                    .read(StoreFiller.site(sites / 2).value());
            System.out.printf(
                    Locale.ROOT,
                    "resident, at the end %.0f MB, peak %.0f MB%n",
                    server.residentMegabytes(),
                    server.peakMegabytes());
        }
    }
}
