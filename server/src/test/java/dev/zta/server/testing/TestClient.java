package dev.zta.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A small HTTP client; every exchange with a path of the API document is held to it. Immutable but for its connections. */
public final class TestClient {
    private final HttpClient http;
    private final URI base;
    private final Optional<ApiDocument> document;
    private final Map<String, String> headers;

    TestClient(URI base, Optional<ApiDocument> document) {
        this(HttpClient.newHttpClient(), base, document, Map.of());
    }

    private TestClient(HttpClient http, URI base, Optional<ApiDocument> document, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.document = document;
        this.headers = headers;
    }

    /** The same client, sending one more header with each request. */
    public TestClient with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new TestClient(http, base, document, all);
    }

    /** The same client with a credential. */
    public TestClient bearer(String credential) {
        return with("Authorization", "Bearer " + credential);
    }

    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Optional.empty());
    }

    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Optional.empty());
    }

    /** Posts JSON given as text, right or wrong. */
    public Reply post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), Optional.of(json));
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, BodyPublishers.ofString(json), Optional.of(json));
    }

    /** Any method with any bytes; the request is not held to the document, the answer is. */
    public Reply send(String method, String path, byte[] body) {
        return send(method, path, BodyPublishers.ofByteArray(body), Optional.empty());
    }

    private Reply send(String method, String path, BodyPublisher body, Optional<String> json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
        headers.forEach(request::header);
        if (json.isPresent()) {
            request.header("Content-Type", "application/json");
        }
        Reply reply = reply(request.build());
        document.ifPresent(api -> api.check(method, path, json, reply));
        return reply;
    }

    private Reply reply(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of a text, for {@link #send}. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
