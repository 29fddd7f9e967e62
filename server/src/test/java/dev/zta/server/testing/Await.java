package dev.zta.server.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and for no longer than it takes. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Await() {}

    /** Returns once the condition holds; fails when it never does. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited for " + LONGEST + " in vain");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
