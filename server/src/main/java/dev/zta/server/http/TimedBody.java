package dev.zta.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ServerConnectionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A long body: the time for a whole body holds for each read of it, not for the whole. One that breaks off can't be read to its
 * end, as a file on a failing disk.
 */
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
        } catch (DataReader.InsufficientDataAvailableException | ServerConnectionException _) {
            throw brokenOff();
        } finally {
            deadline.clear();
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        deadline.bodyWanted();
        try {
            return super.read(bytes, offset, length);
        } catch (DataReader.InsufficientDataAvailableException | ServerConnectionException _) {
            throw brokenOff();
        } finally {
            deadline.clear();
        }
    }

    private IOException brokenOff() {
        deadline.bodyBroke();
        return new IOException("The body ends before it is whole");
    }
}
