package dev.zta.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.RequestException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as its length or its chunks have it. What Helidon throws at chunks that are none is no less than four kinds of
 * exceptions, some of which quote the body; here it is one that says nothing of it, at each further read again.
 */
final class FramedBody extends InputStream {
    private final InputStream in;
    private final Deadline deadline;

    FramedBody(InputStream in, Deadline deadline) {
        this.in = in;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (!deadline.isBodyBroken()) {
                return in.read(bytes, offset, length);
            }
        } catch (RequestException | IllegalArgumentException | DataReader.IncorrectNewLineException _) {
            deadline.bodyBroke();
        }
        throw new IOException(CommonError.BAD_REQUEST.text());
    }

    /** What was not read is looked after when the answer is out; Helidon would wait for more of it here. */
    @Override
    public void close() {}
}
