package dev.zta.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks a server and takes the time to an answer's last byte. */
final class ApiReader {
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String key;

    ApiReader(String address, String key) {
        this.address = address;
        this.key = key;
    }

    /** The path and query of a question, another one in each round. */
    interface Question {
        String inRound(int round);
    }

    /** Prints how long the first answer took and then the others, of which no two questions are alike. */
    void measure(String what, Question question) throws IOException {
        double cold = millis(question.inRound(ROUNDS));
        for (int round = 0; round < WARM_UP; round++) {
            millis(question.inRound(ROUNDS + 1 + round));
        }
        List<Double> warm = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            warm.add(millis(question.inRound(round)));
        }
        System.out.printf(
                Locale.ROOT,
                "%-44s first %7.1f ms, then min / median / max %s, p95 %.1f ms%n",
                what,
                cold,
                Spread.of(warm).text("%.1f"),
                Spread.percentile(warm, 0.95));
    }

    /** How long the answer takes. */
    double millis(String path) throws IOException {
        long begun = System.nanoTime();
        try (InputStream body = get(path).body()) {
            body.readAllBytes();
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    String text(String path) throws IOException {
        try (InputStream body = get(path).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** An answer whose body is still to be read. */
    HttpResponse<InputStream> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException(response.statusCode() + " "
                        + new String(response.body().readAllBytes(), StandardCharsets.UTF_8) + " for " + path);
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
