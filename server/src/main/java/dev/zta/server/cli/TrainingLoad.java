package dev.zta.server.cli;

import dev.zta.core.site.Site;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Beacons as browsers send them, over a few kept connections, so that the JVM notes which ways through the server are hot. */
final class TrainingLoad {
    private static final int CONNECTIONS = 16;
    private static final int BEACONS_A_CONNECTION = 200;
    private static final int LONGEST_ANSWER_LINE = 8 * 1024;
    private static final String CONTENT_LENGTH = "content-length:";
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");
    private static final List<String> REFERRERS = List.of("", "https://www.google.com/", "https://example.net/a");

    private final int port;
    private final Site site;

    TrainingLoad(int port, Site site) {
        this.port = port;
        this.site = site;
    }

    /**
     * Sends all of them.
     *
     * @throws IOException when a connection breaks
     */
    void run() throws IOException {
        List<Future<Void>> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int connection = i;
                connections.add(threads.submit(() -> {
                    send(connection);
                    return null;
                }));
            }
        }
        for (Future<Void> connection : connections) {
            join(connection);
        }
    }

    private static void join(Future<Void> connection) throws IOException {
        try {
            connection.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void send(int connection) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < BEACONS_A_CONNECTION; i++) {
                out.write(request(connection * BEACONS_A_CONNECTION + i));
                passAnswer(in);
            }
        }
    }

    private byte[] request(int number) {
        String event = switch (number % 8) {
            case 6 ->
                "{\"type\":\"event\",\"action\":\"download\",\"category\":\"file\",\"label\":\"guide.pdf\",\"path\":\"/docs\"}";
            case 7 ->
                "{\"type\":\"engagement\",\"path\":\"/docs\",\"pageId\":\"page-%d\",\"timeOnPage\":12.5,\"maxScrollDepth\":80}"
                        .formatted(number - 1);
            default ->
                "{\"type\":\"pageview\",\"path\":\"/articles/number-%d?page=2\",\"referrer\":\"%s\",\"screen\":\"1920x1080\",\"pageId\":\"page-%d\"}"
                        .formatted(number % 100, REFERRERS.get(number % REFERRERS.size()), number);
        };
        String body =
                "{\"siteId\":\"%s\",\"batch\":true,\"id\":\"call-%d\",\"sessionId\":\"session-%d\",\"events\":[%s]}"
                        .formatted(site.id(), number, number / 8, event);
        return ("POST /api/track HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: https://" + site.domain()
                        + "\r\nUser-Agent: " + BROWSERS.get(number / 8 % BROWSERS.size()) + "\r\nX-Forwarded-For: 81.2."
                        + number / 8 % 200 + ".7\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void passAnswer(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, CONTENT_LENGTH, 0, CONTENT_LENGTH.length())) {
                length =
                        Integer.parseInt(line.substring(CONTENT_LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_ANSWER_LINE) {
                throw new EOFException("The server ended a connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
