package dev.zta.server.schedule;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks once in each turn of the clock: an hourly one when an hour (UTC) begins, a daily one when a day does, and all of
 * them soon after the start. A task that fails is tried again until it succeeds; the first failure is logged. The clock is the
 * server's own, so that a clock set by hand brings turns about.
 */
public final class Schedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Schedule.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final InstantSource clock;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private @Nullable ScheduledExecutorService timer;

    public Schedule(InstantSource clock) {
        this.clock = clock;
    }

    /** One more task, on a thread that it shares with all others. */
    public Schedule every(Duration turn, Runnable work) {
        tasks.add(new Task(turn, work));
        return this;
    }

    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("schedule").factory());
        var _ = timer.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = clock.millis();
        tasks.forEach(task -> task.runIfDue(now));
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    /** A task of the one thread of the timer. */
    private static final class Task {
        private final Duration turn;
        private final Runnable work;
        private long doneTurn = Long.MIN_VALUE;
        private boolean isFailing;

        Task(Duration turn, Runnable work) {
            this.turn = turn;
            this.work = work;
        }

        void runIfDue(long nowMillis) {
            long current = Math.floorDiv(nowMillis, turn.toMillis());
            if (current != doneTurn) {
                run(current);
            }
        }

        private void run(long current) {
            try {
                work.run();
                doneTurn = current;
                isFailing = false;
            } catch (RuntimeException e) {
                if (!isFailing) {
                    LOG.log(Level.WARNING, "A task of the schedule failed and is tried again", e);
                }
                isFailing = true;
            }
        }
    }
}
