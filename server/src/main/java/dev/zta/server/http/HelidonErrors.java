package dev.zta.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.List;
import java.util.Map;

/** Gives the answers that Helidon makes by itself, before any route, the contract's form: JSON, its texts, CORS. */
final class HelidonErrors {
    private final Json json;
    private final List<io.helidon.http.Header> headers;

    HelidonErrors(Json json, List<io.helidon.http.Header> headers) {
        this.json = json;
        this.headers = headers;
    }

    DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, this::answer);
        }
        return builder.build();
    }

    private DirectHandler.TransportResponse answer(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders ignored,
            String message) {
        CommonError error = commonError(status);
        DirectHandler.TransportResponse.Builder response = DirectHandler.TransportResponse.builder()
                .status(Status.create(error.status()))
                .keepAlive(false)
                .entity(json.write(Map.of("error", error.text())));
        headers.forEach(response::header);
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.header(HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
        return response.build();
    }

    /** The contract's refusal for a status of Helidon's. */
    private static CommonError commonError(Status status) {
        return switch (status.code()) {
            case 404 -> CommonError.NOT_FOUND;
            case 405 -> CommonError.METHOD_NOT_ALLOWED;
            case 413 -> CommonError.PAYLOAD_TOO_LARGE;
            case 414 -> CommonError.URI_TOO_LONG;
            case 501 -> CommonError.NOT_IMPLEMENTED;
            case 503 -> CommonError.UNAVAILABLE;
            case 505 -> CommonError.HTTP_VERSION;
            case 500 -> CommonError.INTERNAL;
            default -> CommonError.BAD_REQUEST;
        };
    }
}
