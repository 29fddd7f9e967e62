package dev.zta.server.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is written while it comes about. Status and headers are gone by then, so a refusal must come before. Closed once
 * the answer is over, also when nothing of it was wanted.
 */
public interface StreamedBody extends AutoCloseable {
    /**
     * Writes all of it, as long as that takes; what is flushed goes to the client at once. A client that doesn't take what is
     * written, within the time that it has for an answer, loses the connection.
     *
     * @throws IOException when the client is gone
     */
    void writeTo(OutputStream out) throws IOException;

    @Override
    default void close() {}
}
