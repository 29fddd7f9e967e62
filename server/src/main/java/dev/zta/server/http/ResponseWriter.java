package dev.zta.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends answers with the headers that all of them have. Header values are made once, not per request. */
final class ResponseWriter {
    private static final Header ANY_ORIGIN = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final Header VARY_ORIGIN = HeaderValues.createCached(HeaderNames.VARY, "Origin");
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header PRIVATE_NO_CACHE =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-cache");
    private static final Header LIMITS_READABLE = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
            "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After");
    private static final Header OPEN_METHODS = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE, OPTIONS");
    private static final Header READ_METHODS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, OPTIONS");
    private static final Header TRACK_METHODS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS");
    private static final Header OPEN_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type");
    private static final Header CONTENT_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Authorization");
    private static final Header PASSWORD_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, X-Share-Password");
    private static final Header NO_REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");
    private static final Header MAX_AGE = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");

    private final Json json;
    private final List<Header> always;

    ResponseWriter(Json json, boolean isPublicHttps) {
        this.json = json;
        List<Header> headers = new ArrayList<>();
        headers.add(HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF);
        if (isPublicHttps) {
            headers.add(HeaderValues.createCached("Strict-Transport-Security", "max-age=31536000"));
        }
        always = List.copyOf(headers);
    }

    /** What every answer has, whoever makes it. */
    List<Header> always() {
        return always;
    }

    /** A refusal with its text. */
    Answer answer(ApiException refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", refusal.error());
        body.putAll(refusal.more());
        return new Answer(refusal.status(), refusal.headers(), body);
    }

    /** The preflight of a path. */
    void preflight(ServerRequest request, ServerResponse response, Cors cors, String allow) {
        ServerResponseHeaders headers = response.headers();
        always.forEach(headers::set);
        switch (cors) {
            case OPEN -> {
                headers.set(ANY_ORIGIN).set(OPEN_METHODS).set(OPEN_HEADERS).set(MAX_AGE);
            }
            case READ_ONLY -> {
                headers.set(ANY_ORIGIN).set(READ_METHODS).set(CONTENT_HEADERS).set(LIMITS_READABLE);
            }
            case PUBLIC_STATS -> {
                headers.set(ANY_ORIGIN).set(READ_METHODS).set(PASSWORD_HEADERS);
            }
            case ECHO_ORIGIN -> {
                headers.set(TRACK_METHODS).set(CONTENT_HEADERS).set(MAX_AGE);
                echoOrigin(request, headers);
            }
            case NONE -> headers.set(HeaderNames.ALLOW, allow);
        }
        response.status(Status.NO_CONTENT_204).send();
    }

    /** An answer to a call of a route, or to a refused one. */
    void send(ServerRequest request, ServerResponse response, Cors cors, Answer answer, Deadline deadline) {
        ServerResponseHeaders headers = response.headers();
        always.forEach(headers::set);
        answer.headers().forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        addCors(request, cors, headers);
        if (!headers.contains(HeaderNames.CACHE_CONTROL)) {
            headers.set(cors == Cors.READ_ONLY ? PRIVATE_NO_CACHE : NO_STORE);
        }
        response.status(answer.status());
        sendBody(request, response, answer.body(), deadline);
    }

    private static void addCors(ServerRequest request, Cors cors, ServerResponseHeaders headers) {
        switch (cors) {
            case OPEN -> setIfAbsent(headers, HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
            case READ_ONLY -> headers.set(ANY_ORIGIN).set(LIMITS_READABLE);
            case PUBLIC_STATS -> headers.set(ANY_ORIGIN).set(NO_REFERRER);
            case ECHO_ORIGIN -> {
                if (!headers.contains(HeaderNames.VARY)) {
                    echoOrigin(request, headers);
                }
            }
            case NONE -> {}
        }
    }

    /** Where the route's handler had no say yet: what is refused before an origin is judged may be read by the one who asks. */
    private static void echoOrigin(ServerRequest request, ServerResponseHeaders headers) {
        Header origin = request.headers()
                .first(HeaderNames.ORIGIN)
                .map(value -> HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, value))
                .orElse(ANY_ORIGIN);
        headers.set(origin).set(VARY_ORIGIN);
    }

    private static void setIfAbsent(ServerResponseHeaders headers, HeaderName name, Header header) {
        if (!headers.contains(name)) {
            headers.set(header);
        }
    }

    private void sendBody(ServerRequest request, ServerResponse response, Object body, Deadline deadline) {
        boolean isHead = request.prologue().method().equals(Method.HEAD);
        switch (body) {
            case Object none when none.equals(Answer.NO_BODY) -> response.send();
            case Path file -> sendFile(isHead, response, file, deadline);
            case Answer.Stream stream when isHead -> response.send();
            case Answer.Stream stream -> sendStream(response, stream, deadline);
            case byte[] bytes -> sendBytes(isHead, response, bytes);
            default -> {
                setIfAbsent(response.headers(), HeaderNames.CONTENT_TYPE, HeaderValues.CONTENT_TYPE_JSON);
                sendBytes(isHead, response, json.write(body));
            }
        }
    }

    private static void sendBytes(boolean isHead, ServerResponse response, byte[] bytes) {
        if (isHead) {
            response.headers().contentLength(bytes.length);
            response.send();
        } else {
            response.send(bytes);
        }
    }

    /** Piece by piece, so that a large file takes no memory. */
    private static void sendFile(boolean isHead, ServerResponse response, Path file, Deadline deadline) {
        try {
            response.headers().contentLength(Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isHead) {
            response.send();
        } else {
            sendStream(response, out -> Files.copy(file, out), deadline);
        }
    }

    /** A stream that is closed says that all was sent, so one that fails is left open. */
    private static void sendStream(ServerResponse response, Answer.Stream body, Deadline deadline) {
        try {
            OutputStream out = new TimedOutput(response.outputStream(), () -> end(response), deadline);
            body.writeTo(out);
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last chunk. Helidon would send it when the handler has returned, which it does not where the connection ends. */
    private static void end(ServerResponse response) {
        if (response instanceof RoutingResponse routed) {
            routed.commit();
        }
    }
}
