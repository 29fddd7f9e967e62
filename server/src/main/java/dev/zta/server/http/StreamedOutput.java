package dev.zta.server.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Holds the client to the time for reading while something is written, and to nothing while nothing is. */
final class StreamedOutput extends FilterOutputStream {
    private final Deadline deadline;

    StreamedOutput(OutputStream out, Deadline deadline) {
        super(out);
        this.deadline = deadline;
        deadline.clear();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        deadline.answerBegins();
        out.write(bytes, from, length);
        deadline.clear();
    }

    @Override
    public void flush() throws IOException {
        deadline.answerBegins();
        out.flush();
        deadline.clear();
    }

    @Override
    public void close() throws IOException {
        deadline.answerBegins();
        out.close();
    }
}
