package dev.zta.server.mail;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What is to be done a little later: so many at most, each once, and at once when there is no later. Thread-safe. */
final class RestingTasks implements AutoCloseable {
    private final Semaphore free;
    private final Set<Resting> waiting = ConcurrentHashMap.newKeySet();

    /** One task; equal to itself only. */
    private final class Resting implements Runnable {
        private final Runnable task;

        Resting(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (waiting.remove(this)) {
                free.release();
                task.run();
            }
        }
    }

    RestingTasks(int most) {
        free = new Semaphore(most);
    }

    /**
     * Keeps a short task.
     *
     * @return false if as many as may wait already
     */
    boolean add(long millis, Runnable task) {
        boolean isFree = free.tryAcquire();
        if (isFree) {
            Resting resting = new Resting(task);
            waiting.add(resting);
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(resting);
        }
        return isFree;
    }

    /** Runs what waits. */
    @Override
    public void close() {
        waiting.forEach(Resting::run);
    }
}
