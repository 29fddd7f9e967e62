package dev.zta.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param headers in the order in which they are sent; CORS and security headers are added where routes are served
 * @param body a value that becomes JSON (maps, lists, records, texts, numbers), or {@code byte[]}, a file (a {@code Path}) or
 *     a {@link Stream} sent as it is under the {@code Content-Type} header given, or {@link #NO_BODY}
 */
public record Answer(int status, Map<String, String> headers, Object body) {
    /** Stands for an answer without a body. */
    public static final Object NO_BODY = new Object();

    /**
     * A body that is made while it is sent, so that its length takes no memory. Status and headers are gone when it begins: what
     * can be refused is refused before. When it throws, the connection breaks off, so that nobody takes a part for the whole.
     */
    @FunctionalInterface
    public interface Stream extends AutoCloseable {
        /**
         * Writes the body; not called for {@code HEAD}.
         *
         * @param out must be flushed where the client is to see something before more comes; need not be closed
         */
        void writeTo(OutputStream out) throws IOException;

        /** The answer is over, whether it was sent or not. */
        @Override
        default void close() {}
    }

    /** 200 with a JSON body. */
    public static Answer ok(Object json) {
        return new Answer(200, Map.of(), json);
    }

    /** 201 with a JSON body. */
    public static Answer created(Object json) {
        return new Answer(201, Map.of(), json);
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    /** The same with more headers. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }
}
