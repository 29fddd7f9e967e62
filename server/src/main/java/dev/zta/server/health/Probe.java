package dev.zta.server.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One check with a time limit. An attempt that hangs is not given company: as long as it lasts, every look at it says that it
 * failed.
 */
final class Probe {
    private final HealthCheck check;
    private final Duration limit;
    private CompletableFuture<Void> attempt = CompletableFuture.completedFuture(null);

    Probe(HealthCheck check, Duration limit) {
        this.check = check;
        this.limit = limit;
    }

    String name() {
        return check.name();
    }

    /** Begins an attempt unless one is under way. */
    void begin() {
        if (attempt.isDone()) {
            CompletableFuture<Void> fresh = new CompletableFuture<>();
            attempt = fresh;
            Thread.ofVirtual().name("health " + check.name()).start(() -> run(fresh));
        }
    }

    private void run(CompletableFuture<Void> result) {
        try {
            check.attempt().run();
            result.complete(null);
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Waits for the attempt, and says whether it came to a good end in time. */
    boolean passes() {
        try {
            attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
