package dev.zta.server.testing;

import dev.zta.server.Wiring;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The real server, whole, on a free port and in a folder of the test: real journal, stores and accounts, an injected clock.
 * Closing it and starting another on the same folder is a restart.
 */
public final class TestServer implements AutoCloseable {
    private static final ApiDocument DOCUMENT = new ApiDocument();

    private final MutableClock clock;
    private final Wiring wiring;

    private TestServer(MutableClock clock, Wiring wiring) {
        this.clock = clock;
        this.wiring = wiring;
        wiring.start();
    }

    /** A server on a data folder, at noon of 2 March 2026 (UTC). */
    public static TestServer on(Path folder) {
        return on(folder, Map.of(), new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
    }

    /**
     * A server on a data folder.
     *
     * @param environment further settings as {@code ZTA_…} variables
     */
    public static TestServer on(Path folder, Map<String, String> environment, MutableClock clock) {
        return on(folder, environment, clock, HttpBounds.DEFAULT);
    }

    /** The same with other bounds of connections. */
    public static TestServer on(Path folder, Map<String, String> environment, MutableClock clock, HttpBounds bounds) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent(Setting.SALT_DIR.key(), folder.resolve("salts").toString());
        all.putIfAbsent(Setting.MEMORY.key(), "128 MB");
        all.putIfAbsent(Setting.DEV_HOSTS.key(), "true");
        Settings settings = Settings.read(Map.of(Setting.DATA, folder.toString(), Setting.PORT, "0"), all);
        return new TestServer(clock, new Wiring(settings, bounds, clock, List.of()));
    }

    public MutableClock clock() {
        return clock;
    }

    public Wiring wiring() {
        return wiring;
    }

    public int port() {
        return wiring.port();
    }

    /** A client without a credential; what it exchanges is held to the API document. */
    public TestClient client() {
        return new TestClient(URI.create("http://127.0.0.1:" + port()), Optional.of(DOCUMENT));
    }

    /** A client that is the operator, as the command line on the same machine. */
    public TestClient operator() {
        return client().bearer(wiring.operatorToken());
    }

    /** Waits until everything accepted so far is in the event store. */
    public void settle() {
        wiring.stores().writer().call(() -> true);
        Await.until(() -> wiring.stores().writer().lag() == 0);
    }

    @Override
    public void close() {
        wiring.close();
    }
}
