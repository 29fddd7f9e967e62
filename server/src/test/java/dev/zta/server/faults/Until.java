package dev.zta.server.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something to become so. */
final class Until {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    private Until() {}

    static void so(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        Object pause = new Object();
        synchronized (pause) {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("Not so after " + LONGEST.toSeconds() + " s: " + what);
                }
                pause.wait(PAUSE_MILLIS);
            }
        }
    }
}
