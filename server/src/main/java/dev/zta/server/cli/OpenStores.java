package dev.zta.server.cli;

import dev.zta.server.Stores;
import dev.zta.server.settings.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The stores of a folder, opened by a command while no server runs on it. */
final class OpenStores {
    private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private OpenStores() {}

    /** Opens them, with everything in the event store that the journal holds. */
    static Stores open(Settings settings, Console console) {
        Stores stores = new Stores(settings, console.clock(), new SecureRandom());
        stores.start();
        long end = System.nanoTime() + CATCH_UP_WITHIN.toNanos();
        while (stores.writer().lag() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return stores;
    }
}
