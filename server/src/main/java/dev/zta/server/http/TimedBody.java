package dev.zta.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A long body: the time for a whole body holds for each read of it, not for the whole. */
final class TimedBody extends FilterInputStream {
    private final Deadline deadline;

    TimedBody(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        deadline.bodyWanted();
        try {
            return super.read();
        } finally {
            deadline.clear();
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        deadline.bodyWanted();
        try {
            return super.read(bytes, offset, length);
        } finally {
            deadline.clear();
        }
    }
}
