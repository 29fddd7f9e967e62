package dev.zta.server.billing;

import dev.zta.server.http.Json;
import dev.zta.server.settings.StripeSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * What is asked of Stripe (its API reference): form-encoded requests, JSON answers, at most ten seconds for each. Thread-safe.
 * Nothing of an answer but what is asked for is kept or logged.
 */
final class StripeClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final URI STRIPE = URI.create("https://api.stripe.com");

    /** Whose names of fields we use; an account at Stripe may have another one as its own. */
    private static final String VERSION = "2024-06-20";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final StripeSettings settings;
    private final Json json = new Json();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    StripeClient(StripeSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes something that has an address for the browser.
     *
     * @param path for instance {@code /v1/checkout/sessions}
     * @param idempotencyKey of two requests with the same one Stripe carries out the first; empty: each is carried out
     * @throws StripeFailure when Stripe does not, or does not answer in time
     */
    URI create(String path, Map<String, String> fields, Optional<String> idempotencyKey) throws StripeFailure {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        HttpResponse<byte[]> response = send(request.build());
        return json.readObject(response.body())
                .filter(_ -> response.statusCode() == OK)
                .flatMap(answer -> StripeFields.of(answer).text("url"))
                .flatMap(StripeClient::address)
                .orElseThrow(() -> StripeFailure.refused(response.statusCode()));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /**
     * Ends a subscription at once; one that Stripe does not know any more has ended.
     *
     * @throws StripeFailure when it may go on
     */
    void cancel(String subscriptionId) throws StripeFailure {
        String path = "/v1/subscriptions/" + URLEncoder.encode(subscriptionId, StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = send(request(path).DELETE().build());
        if (response.statusCode() != OK && response.statusCode() != NOT_FOUND) {
            throw StripeFailure.refused(response.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(settings.url().orElse(STRIPE).resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + settings.secretKey())
                .header("Stripe-Version", VERSION);
    }

    /** The client's own limit ends with the answer's headers; ours is on the whole. */
    private HttpResponse<byte[]> send(HttpRequest request) throws StripeFailure {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw StripeFailure.silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StripeFailure.silent(e);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
