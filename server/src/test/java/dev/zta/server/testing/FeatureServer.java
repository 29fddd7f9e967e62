package dev.zta.server.testing;

import dev.zta.core.access.Principal;
import dev.zta.core.address.AddressRanges;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Guard;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.http.HttpOptions;
import dev.zta.server.http.HttpServer;
import dev.zta.server.http.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP frame around chosen features, for tests of one feature without the rest of the server. */
public final class FeatureServer implements AutoCloseable {
    /** Lets everybody in as the operator, who may do everything. */
    public static final Guard OPEN = new Guard((_, _) -> new Principal.Operator(), (_, _, _) -> Map.of(), (_, _) -> {});

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
    private final HttpServer server;

    private FeatureServer(Guard guard, HttpBounds bounds, List<Feature> features) {
        HttpOptions options = new HttpOptions("127.0.0.1", 0, AddressRanges.parse("127.0.0.0/8, ::1"), false, bounds);
        server = new HttpServer(options, features, guard, new Json(), clock);
        server.start();
    }

    /** Serves features to everybody. */
    public static FeatureServer of(Feature... features) {
        return new FeatureServer(OPEN, HttpBounds.DEFAULT, List.of(features));
    }

    public static FeatureServer of(Guard guard, HttpBounds bounds, Feature... features) {
        return new FeatureServer(guard, bounds, List.of(features));
    }

    public MutableClock clock() {
        return clock;
    }

    public int port() {
        return server.port();
    }

    public int connections() {
        return server.connections();
    }

    /** A client; what it exchanges over a path of the API document is held to that. */
    public TestClient client() {
        return new TestClient(URI.create("http://127.0.0.1:" + port()), Optional.of(new ApiDocument()));
    }

    @Override
    public void close() {
        server.close();
    }
}
