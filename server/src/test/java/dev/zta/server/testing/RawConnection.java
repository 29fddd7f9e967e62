package dev.zta.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that says exactly what it is told to, good or bad, as slowly as it is told to. */
public final class RawConnection implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 20_000;
    private static final int CHUNK = 8192;

    private final Socket socket;

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that nothing more will be sent; answers can still be read. */
    public RawConnection sendNoMore() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Everything that comes until the server closes; fails when it does not. */
    public String untilClosed() throws IOException {
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = read(chunk); n >= 0; n = read(chunk)) {
                all.write(chunk, 0, n);
            }
        } catch (SocketException _) {
            // reset: closed as well
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Sends the text a byte at a time with a pause before each, and starts again at its end, until the server closes. */
    public void dripUntilClosed(String text, Duration pause) throws IOException {
        long end = System.nanoTime() + Duration.ofMillis(LONGEST_WAIT_MILLIS).toNanos();
        socket.setSoTimeout((int) pause.toMillis());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; System.nanoTime() < end; i = (i + 1) % bytes.length) {
            try {
                socket.getOutputStream().write(bytes[i]);
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException _) {
                // nothing came within the pause: the connection is still open
            } catch (SocketException _) {
                return;
            }
        }
        throw new AssertionError("The server lets a client drip for ever");
    }

    /** One whole answer with a length, leaving the connection open. */
    public String answer() throws IOException {
        String head = head();
        return head + new String(socket.getInputStream().readNBytes(length(head)), StandardCharsets.UTF_8);
    }

    /** Status and headers of an answer, leaving its body to be read. */
    public String head() throws IOException {
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("Closed in the middle of an answer: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .map(line -> Integer.valueOf(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private int read(byte[] chunk) throws IOException {
        return socket.getInputStream().read(chunk);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
