package dev.zta.server.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Gives the client a new deadline for each piece of an answer: a long one may take long, as long as somebody reads it. While the
 * server works out the next piece, nothing is expected of the client. One that is gone ends the connection and is no fault.
 */
final class TimedOutput extends OutputStream {
    private final OutputStream out;
    private final Piece end;
    private final Deadline deadline;

    /**
     * Writes an answer.
     *
     * @param end sends what stands behind the last byte
     */
    TimedOutput(OutputStream out, Piece end, Deadline deadline) {
        this.out = out;
        this.end = end;
        this.deadline = deadline;
    }

    /** Hands something to the client. */
    @FunctionalInterface
    interface Piece {
        void send() throws IOException;
    }

    @Override
    public void write(int b) {
        send(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        send(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() {
        send(out::flush);
    }

    @Override
    public void close() {
        send(out::close);
        send(end);
    }

    private void send(Piece piece) {
        deadline.answerBegins();
        try {
            piece.send();
        } catch (IOException | UncheckedIOException | ServerConnectionException gone) {
            throw new CloseConnectionException("The client went away", gone);
        }
        deadline.clear();
    }
}
