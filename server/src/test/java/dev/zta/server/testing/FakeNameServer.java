package dev.zta.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A DNS server on a free port of this machine that has the same TXT record for every name (RFC 1035). */
public final class FakeNameServer implements AutoCloseable {
    private static final int HEAD = 12;
    private static final int NAME_ERROR = 3;

    private final DatagramSocket socket;
    private final Semaphore ignored = new Semaphore(0);
    private volatile List<String> parts = List.of();
    private volatile boolean isDeaf;

    /** Starts it; there is no such name yet. */
    public FakeNameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** Host and port, as {@code ZTA_DNS} takes it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The parts of the one record; without any there is no such name. */
    public void answer(String... record) {
        parts = List.of(record);
    }

    /** From now on it takes questions and answers none. */
    public void ignore() {
        isDeaf = true;
    }

    /** Waits until a question came that it did not answer. */
    public void awaitIgnored() throws InterruptedException {
        ignored.acquire();
    }

    /** From now on nobody answers there. */
    public void fallSilent() {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                if (isDeaf) {
                    ignored.release();
                    continue;
                }
                byte[] reply = reply(packet.getData(), questionEnd(packet.getData()));
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException _) {
                socket.close();
            }
        }
    }

    private static int questionEnd(byte[] query) {
        int at = HEAD;
        while (query[at] != 0) {
            at += query[at] + 1;
        }
        return at + 5;
    }

    private byte[] reply(byte[] query, int questionEnd) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        out.writeBytes(new byte[] {(byte) 0x85, (byte) (0x80 | (parts.isEmpty() ? NAME_ERROR : 0))});
        out.writeBytes(new byte[] {0, 1, 0, (byte) (parts.isEmpty() ? 0 : 1), 0, 0, 0, 0});
        out.write(query, HEAD, questionEnd - HEAD);
        if (!parts.isEmpty()) {
            out.writeBytes(new byte[] {(byte) 0xC0, HEAD, 0, 16, 0, 1, 0, 0, 0, 0});
            int length = parts.stream().mapToInt(part -> part.length() + 1).sum();
            out.writeBytes(new byte[] {0, (byte) length});
            parts.forEach(part -> {
                out.write(part.length());
                out.writeBytes(part.getBytes(StandardCharsets.US_ASCII));
            });
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
