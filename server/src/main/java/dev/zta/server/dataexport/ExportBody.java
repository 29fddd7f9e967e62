package dev.zta.server.dataexport;

import dev.zta.server.http.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Hands the rows on.
 *
 * @param sent run when all is with the client's system
 * @param over run when the answer is over, sent or not
 */
record ExportBody(Spool rows, Frame frame, Runnable sent, Runnable over) implements Answer.Stream {
    /** What stands before and behind the rows. */
    record Frame(String before, String behind) {
        static final Frame NONE = new Frame("", "");

        /** Two JSON objects become one, with a list of the rows under a name between them. */
        static Frame around(String name, byte[] head, byte[] tail) {
            String before = new String(head, StandardCharsets.UTF_8);
            String behind = new String(tail, StandardCharsets.UTF_8);
            return new Frame(
                    before.substring(0, before.length() - 1) + ",\"" + name + "\":[", "]," + behind.substring(1));
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(frame.before.getBytes(StandardCharsets.UTF_8));
        rows.transferTo(out);
        out.write(frame.behind.getBytes(StandardCharsets.UTF_8));
        out.flush();
        sent.run();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            over.run();
        }
    }
}
