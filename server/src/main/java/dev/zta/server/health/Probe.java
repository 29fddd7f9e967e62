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
    static final String PASSED = "ok";
    static final String FAILED = "failed";

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

    /** What the answer says of it: {@code ok}, {@code failed}, or the remark. Waits for the attempt. */
    String word() {
        return passes() ? check.remark().get().orElse(PASSED) : FAILED;
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

    private boolean passes() {
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
