package dev.zta.server.http;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One connection under watch: how long the client still has for what it is expected to do, and its incoming bytes.
 *
 * <p>Helidon's own timeouts close only connections that lie idle between requests; one that sends half a head, or a byte a
 * second, would stay for ever. Each step of a request sets a new deadline here, which costs one volatile write, and
 * {@link ConnectionWatch} closes the sockets of those that are over. All methods but {@link #closeIfOver} are called by the
 * connection's own thread.
 */
final class Deadline implements Supplier<byte[]> {
    private static final long NONE = Long.MAX_VALUE;
    private static final long NOT_COUNTED = Long.MAX_VALUE;

    /** Most that is taken in for one read of a body: Helidon holds a whole chunk in memory, and a chunk may say it has 2 GB. */
    private static final long BODY_READ_BYTES = 2L * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final HelidonSocket socket;
    private final HttpBounds bounds;
    private final RequestLine line = new RequestLine();
    private volatile long overAtNanos;
    private long bodyBytesLeft = NOT_COUNTED;
    private boolean isBetweenRequests;
    private boolean isBodyBroken;

    Deadline(HelidonSocket socket, HttpBounds bounds) {
        this.socket = socket;
        this.bounds = bounds;
        within(bounds.head());
    }

    /** The head is there: nothing is expected of the client until the body is wanted or the answer is written. */
    void clear() {
        bodyBytesLeft = NOT_COUNTED;
        overAtNanos = NONE;
    }

    void bodyWanted() {
        bodyBytesLeft = BODY_READ_BYTES;
        within(bounds.body());
    }

    /** The body is not framed as HTTP has it: nobody knows where the next request would begin. */
    void bodyBroke() {
        isBodyBroken = true;
    }

    boolean isBodyBroken() {
        return isBodyBroken;
    }

    /** Whether the request came as HTTP/1.0, where a connection ends with its answer. */
    boolean isOldVersion() {
        return line.isOldVersion();
    }

    void answerBegins() {
        within(bounds.idle());
    }

    /**
     * The request is over.
     *
     * @param isInputRead false when bytes of the next request were read already, whose line then can't be told from what
     *     follows it
     */
    void requestEnds(boolean isInputRead) {
        isBetweenRequests = true;
        isBodyBroken = false;
        line.begin(isInputRead);
        within(bounds.idle());
    }

    void within(Duration time) {
        overAtNanos = System.nanoTime() + time.toNanos();
    }

    /** The next bytes from the client; null at the end, as Helidon wants it. */
    @Override
    @SuppressWarnings("NullAway") // Helidon's reader takes null for the end of the stream
    public byte[] get() {
        byte[] bytes = read();
        if (bytes == null) {
            return null;
        }
        count(bytes.length);
        if (isBetweenRequests) {
            isBetweenRequests = false;
            within(bounds.head());
        }
        return line.readable(bytes);
    }

    private void count(int bytes) {
        if (bodyBytesLeft != NOT_COUNTED) {
            bodyBytesLeft -= bytes;
            if (bodyBytesLeft < 0) {
                throw CommonError.PAYLOAD_TOO_LARGE.exception();
            }
        }
    }

    private byte[] read() {
        try {
            return socket.get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("The client went away", e);
        }
    }

    /**
     * Takes in and forgets what the client still sends after a refusal. Closing at once would reset the connection, and most
     * clients then never read the answer.
     */
    void drain() {
        within(bounds.drain());
        long left = bounds.drainBytes();
        try {
            byte[] bytes = NOTHING;
            while (bytes != null && left > 0) {
                left -= bytes.length;
                bytes = socket.get();
            }
        } catch (UncheckedIOException _) {
            // the client is gone, or its time is over: nothing is left to drain
        }
    }

    boolean closeIfOver(long nowNanos) {
        long over = overAtNanos;
        if (over == NONE || nowNanos - over < 0) {
            return false;
        }
        try {
            socket.close();
        } catch (UncheckedIOException _) {
            // The client closed it in this very moment; the watch over all other connections goes on.
        }
        return true;
    }
}
