package dev.zta.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Takes pageviews of a site away page by page, and looks at the memory of the server meanwhile. */
final class ExportReader {
    private static final int PAGE_ROWS = 100_000;

    private final ApiReader reader;
    private final ServerProcess server;
    private final int rows;

    /**
     * Reads so many rows at most.
     *
     * @param rows of one export, pages together
     */
    ExportReader(ApiReader reader, ServerProcess server, int rows) {
        this.reader = reader;
        this.server = server;
        this.rows = rows;
    }

    void read(String site) throws IOException {
        String all = "/api/export?format=csv&siteId=" + site + "&limit=" + Math.min(rows, PAGE_ROWS);
        long read = 0;
        long bytes = 0;
        double least = Double.MAX_VALUE;
        double most = 0;
        long begun = System.nanoTime();
        Optional<String> next = Optional.of("&type=pageviews&period=90d");
        while (next.isPresent() && read < rows) {
            HttpResponse<InputStream> response = reader.get(all + next.get());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                lines.readLine();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read++;
                    bytes += line.length() + 1;
                }
            }
            least = Math.min(least, server.residentMegabytes());
            most = Math.max(most, server.residentMegabytes());
            next = response.headers().firstValue("X-Next-Cursor").map(cursor -> "&cursor=" + cursor);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "export of %,d pageviews as CSV: %.1f s, %,.0f rows/s, %.1f MB/s; resident after each page %.0f to %.0f MB%n",
                read,
                seconds,
                read / seconds,
                bytes / 1e6 / seconds,
                least,
                most);
    }
}
