package dev.zta.server.openapi;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code GET /api/openapi.json}: the API document, made JSON at the first request. */
public final class OpenApiFeature implements Feature {
    private static final String RESOURCE = "/api/openapi.yaml";

    private final ReentrantLock lock = new ReentrantLock();
    private byte @Nullable [] document;

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/openapi.json", Action.OPEN_PAGE, this::serve).with(RoutePolicy.OPEN));
    }

    private Answer serve(Call call) {
        return new Answer(
                200, Map.of("Content-Type", "application/json", "Cache-Control", "public, max-age=3600"), document());
    }

    private byte[] document() {
        lock.lock();
        try {
            if (document == null) {
                document = JsonMapper.builder().build().writeValueAsBytes(read());
            }
            return document;
        } finally {
            lock.unlock();
        }
    }

    /** The document as it was built into the program. */
    public static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(OpenApiFeature.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return YAMLMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
