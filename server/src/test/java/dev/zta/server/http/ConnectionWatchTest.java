package dev.zta.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets that can't be closed are nobody's fault and must not keep others open for ever. */
@Timeout(60)
class ConnectionWatchTest {
    private static final int EACH = 24;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final HttpBounds BOUNDS = new HttpBounds(SHORT, SHORT, SHORT, 100, SHORT, 1, SHORT);

    /** So many that the order in which they are looked over does not matter. */
    @Test
    void connections_that_can_not_be_closed_do_not_keep_others_open() throws Exception {
        CountDownLatch closed = new CountDownLatch(EACH);
        CountDownLatch end = new CountDownLatch(1);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            sockets.add(
                    new Socket(() -> new UncheckedIOException(new IOException("closed by the client just now")), end));
            sockets.add(new Socket(() -> new IllegalStateException("a fault"), end));
            sockets.add(new Socket(closed, new CountDownLatch(1)));
        }
        ConnectionWatch watch = new ConnectionWatch(new Selector(), BOUNDS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            sockets.forEach(socket -> threads.execute(() -> serve(watch, socket)));
            watch.start();

            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();

            end.countDown();
        } finally {
            end.countDown();
            watch.close();
        }
        assertThat(watch.connections()).isZero();
    }

    private static void serve(ConnectionWatch watch, Socket socket) {
        try {
            watch.connection(new Connection(socket)).handle(FixedLimit.create());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that says nothing until the connection is closed. */
    private static final class Socket implements HelidonSocket {
        private final Runnable closing;
        private final CountDownLatch gone;

        Socket(Supplier<RuntimeException> failure, CountDownLatch gone) {
            this.closing = () -> {
                throw failure.get();
            };
            this.gone = gone;
        }

        Socket(CountDownLatch closed, CountDownLatch gone) {
            this.closing = () -> {
                gone.countDown();
                closed.countDown();
            };
            this.gone = gone;
        }

        void awaitGone() throws InterruptedException {
            gone.await();
        }

        @Override
        public void close() {
            closing.run();
        }

        @Override
        public byte[] get() {
            throw new UncheckedIOException(new IOException("gone"));
        }

        @Override
        public void idle() {}

        @Override
        public boolean isConnected() {
            return gone.getCount() > 0;
        }

        @Override
        @SuppressWarnings("removal") // the interface still asks for it
        public int read(BufferData buffer) {
            return -1;
        }

        @Override
        public void write(BufferData buffer) {}

        @Override
        public PeerInfo remotePeer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PeerInfo localPeer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String socketId() {
            return "socket";
        }

        @Override
        public String childSocketId() {
            return "child";
        }
    }

    private record Connection(Socket socket) implements ConnectionContext {
        @Override
        public HelidonSocket serverSocket() {
            return socket;
        }

        @Override
        public ListenerContext listenerContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ExecutorService executor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataWriter dataWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataReader dataReader() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Router router() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PeerInfo remotePeer() {
            return socket.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return socket.localPeer();
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String socketId() {
            return socket.socketId();
        }

        @Override
        public String childSocketId() {
            return socket.childSocketId();
        }
    }

    /** Serves a connection by waiting for its end. */
    private record Selector() implements ServerConnectionSelector {
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
            return Set.of();
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            return new Waiting((Socket) context.serverSocket());
        }
    }

    private record Waiting(Socket socket) implements ServerConnection {
        @Override
        public void handle(Limit limit) throws InterruptedException {
            socket.awaitGone();
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {}
    }
}
