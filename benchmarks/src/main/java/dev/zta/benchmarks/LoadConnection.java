package dev.zta.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection of a load generator: a request out, then its answer in. */
final class LoadConnection implements AutoCloseable {
    private static final String CONTENT_LENGTH = "content-length:";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final int number;
    private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private int sent;
    private long dueNanos;

    LoadConnection(InetSocketAddress target, Selector selector, int number) throws IOException {
        this.number = number;
        channel = SocketChannel.open(target);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Counted from 0 among those of its generator. */
    int number() {
        return number;
    }

    /** How many requests went out. */
    int sent() {
        return sent;
    }

    /**
     * Sends a request; the answer to the one before has come.
     *
     * @param dueNanos when it was to be sent, of the system's nanoseconds: from then on its time is taken
     */
    void send(byte[] request, long dueNanos) throws IOException {
        this.dueNanos = dueNanos;
        sending = ByteBuffer.wrap(request);
        sent++;
        answer.clear();
        write();
    }

    /** Goes on where the socket allows, and says whether the answer is there as a whole. */
    boolean goOn() throws IOException {
        boolean isReadable = key.isReadable();
        if (key.isWritable()) {
            write();
        }
        return isReadable && read();
    }

    /** Notes the answer that is there. */
    void note(Latencies latencies) {
        latencies.add(System.nanoTime() - dueNanos, status() == 200);
    }

    private void write() throws IOException {
        channel.write(sending);
        key.interestOps(sending.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ);
    }

    private boolean read() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("The server closed a connection under load");
        }
        return isWhole();
    }

    private boolean isWhole() {
        int headEnd = headEnd();
        return headEnd > 0 && answer.position() >= headEnd + contentLength(headEnd);
    }

    private int headEnd() {
        for (int i = 3; i < answer.position(); i++) {
            if (answer.get(i) == '\n' && answer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int headEnd) {
        String head = new String(answer.array(), 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf(CONTENT_LENGTH);
        if (at < 0) {
            throw new IllegalStateException("The load generator reads only answers with a Content-Length");
        }
        return Integer.parseInt(head.substring(at + CONTENT_LENGTH.length(), head.indexOf('\r', at))
                .strip());
    }

    private int status() {
        return (answer.get(9) - '0') * 100 + (answer.get(10) - '0') * 10 + answer.get(11) - '0';
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
