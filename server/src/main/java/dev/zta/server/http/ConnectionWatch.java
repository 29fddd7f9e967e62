package dev.zta.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections whose client is too slow: puts a {@link Deadline} on each and looks over all of them several times within
 * the shortest limit.
 */
final class ConnectionWatch implements ServerConnectionSelector, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConnectionWatch.class.getName());
    private static final int LOOKS_PER_LIMIT = 20;

    private final ServerConnectionSelector http;
    private final HttpBounds bounds;
    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final ScopedValue<WatchedContext> current = ScopedValue.newInstance();
    private final Thread watcher =
            Thread.ofPlatform().name("connection-watch").daemon().unstarted(this::watch);

    ConnectionWatch(ServerConnectionSelector http, HttpBounds bounds) {
        this.http = http;
        this.bounds = bounds;
    }

    void start() {
        watcher.start();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }

    /** The deadline of the connection that this thread serves. */
    Deadline deadline() {
        return current.get().deadline();
    }

    /** The request that this thread serves is over. */
    void requestEnds() {
        WatchedContext context = current.get();
        context.deadline().requestEnds(context.dataReader().available() == 0);
    }

    /** How many connections are open. */
    int connections() {
        return open.size();
    }

    private void watch() {
        long shortest = Math.min(
                Math.min(bounds.head().toMillis(), bounds.body().toMillis()),
                bounds.drain().toMillis());
        Duration pause = Duration.ofMillis(Math.max(1, shortest / LOOKS_PER_LIMIT));
        try {
            while (true) {
                Thread.sleep(pause);
                closeThoseOver();
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void closeThoseOver() {
        long now = System.nanoTime();
        open.forEach(deadline -> closeIfOver(deadline, now));
    }

    /** One connection that can't be closed must not keep the watch from all others; it is not tried again. */
    private void closeIfOver(Deadline deadline, long now) {
        try {
            deadline.closeIfOver(now);
        } catch (RuntimeException e) {
            open.remove(deadline);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A connection could not be closed: {0}",
                    e.getClass().getName());
        }
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        WatchedContext watched = new WatchedContext(context, new Deadline(context.serverSocket(), bounds));
        return new Watched(watched, http.connection(watched));
    }

    /** A connection from its first to its last byte. */
    private final class Watched implements ServerConnection, InterruptableTask<Void> {
        private final WatchedContext context;
        private final ServerConnection connection;

        Watched(WatchedContext context, ServerConnection connection) {
            this.context = context;
            this.connection = connection;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            open.add(context.deadline());
            try {
                ScopedValue.where(current, context).call(() -> serve(limit));
            } finally {
                open.remove(context.deadline());
            }
        }

        private Boolean serve(Limit limit) throws InterruptedException {
            try {
                connection.handle(limit);
            } catch (CloseConnectionException e) {
                context.deadline().clear();
                throw e;
            }
            context.deadline().drain();
            return true;
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }
    }
}
