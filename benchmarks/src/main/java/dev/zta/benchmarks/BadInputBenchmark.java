package dev.zta.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Resident memory before and after a burst of bad input of every kind. The server has answered some thousand good beacons
 * before, so that its heap is as large as it gets in use.
 */
final class BadInputBenchmark {
    private static final int ROUNDS = 200;
    private static final int BODY_BYTES = 256 * 1024;
    private static final int NESTING = 100_000;
    private static final int HEADERS = 2_000;

    private final Path data;

    BadInputBenchmark(Path data) {
        this.data = data;
    }

    void run() throws IOException {
        BenchmarkSite site = BenchmarkSite.create(data);
        try (ServerProcess server = ServerProcess.start(
                JavaCommand.of(BenchmarkServer.class),
                Map.of("ZTA_DATA", data.toString(), "ZTA_PORT", "0", "ZTA_RATE_TRACK", "1000000/1m"))) {
            TrackBenchmark.warmUp(server, site);
            double before = server.residentMegabytes();
            for (Map.Entry<String, List<String>> kind : kinds(site).entrySet()) {
                for (int i = 0; i < ROUNDS; i++) {
                    send(server.port(), kind.getValue().get(i % kind.getValue().size()));
                }
                System.out.printf(Locale.ROOT, "%-28s resident %.0f MB%n", kind.getKey(), server.residentMegabytes());
            }
            System.out.printf(
                    Locale.ROOT,
                    "growth over %d requests of each kind: %.1f MB%n",
                    ROUNDS,
                    server.residentMegabytes() - before);
        }
    }

    private static Map<String, List<String>> kinds(BenchmarkSite site) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put(
                "broken JSON", List.of(post("{\"siteId\":"), post("[]"), post("{\"siteId\":\"" + site.id() + "\",}")));
        kinds.put(
                "wrong types", List.of(post("{\"siteId\":7}"), post("{\"siteId\":\"" + site.id() + "\",\"type\":[]}")));
        kinds.put("unknown site", List.of(post("{\"siteId\":\"site_nobody0000001\",\"type\":\"pageview\"}")));
        kinds.put("256 KiB + 1", List.of(post(" ".repeat(BODY_BYTES + 1))));
        kinds.put("256 KiB of one text", List.of(post("{\"a\":\"" + "x".repeat(BODY_BYTES - 8) + "\"}")));
        kinds.put("100,000 levels", List.of(post("[".repeat(NESTING)), post("{\"a\":" + "[".repeat(NESTING))));
        kinds.put("flood of headers", List.of(head("X-Header: value\r\n".repeat(HEADERS), 2) + "{}"));
        kinds.put("no HTTP", List.of("\u0001\u0002\u0003\r\n\r\n", "GET\r\n\r\n", "GET /" + "a".repeat(40_000)));
        return kinds;
    }

    private static String post(String body) {
        return head("", body.length()) + body;
    }

    private static String head(String headers, int length) {
        return "POST /api/track HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" + headers
                + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }

    private static void send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            in.readAllBytes();
        } catch (SocketException _) {
            // the server may close before it has read all of it
        }
    }
}
