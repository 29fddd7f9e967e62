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
import java.util.function.IntFunction;

/** One kept connection of the load generator: request out, answer in, next. */
final class LoadConnection implements AutoCloseable {
    private static final String CONTENT_LENGTH = "content-length:";

    private final SocketChannel channel;
    private final IntFunction<byte[]> request;
    private final int step;
    private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
    private int next;
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private long sentAtNanos;

    LoadConnection(InetSocketAddress target, IntFunction<byte[]> request, int first, int step) throws IOException {
        this.request = request;
        this.next = first;
        this.step = step;
        channel = SocketChannel.open(target);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    void register(Selector selector) throws IOException {
        send(channel.register(selector, SelectionKey.OP_READ, this));
    }

    /** Goes on where the socket allows. */
    void ready(SelectionKey key, Latencies latencies) throws IOException {
        if (key.isWritable()) {
            write(key);
        }
        if (key.isReadable()) {
            read(key, latencies);
        }
    }

    private void send(SelectionKey key) throws IOException {
        sending = ByteBuffer.wrap(request.apply(next));
        next += step;
        answer.clear();
        sentAtNanos = System.nanoTime();
        write(key);
    }

    private void write(SelectionKey key) throws IOException {
        channel.write(sending);
        key.interestOps(sending.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ);
    }

    private void read(SelectionKey key, Latencies latencies) throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("The server closed a connection under load");
        }
        if (isWhole()) {
            latencies.add(System.nanoTime() - sentAtNanos, status() == 200);
            send(key);
        }
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
