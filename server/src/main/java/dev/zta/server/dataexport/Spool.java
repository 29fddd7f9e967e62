package dev.zta.server.dataexport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Rows on their way from the store to the client, in a file that has no name any more and so is gone with its last use, also
 * after a crash. A page is read from the store before its first byte is sent, because headers say whether more follows; a slow
 * client then holds neither the store nor memory.
 */
final class Spool implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel file;

    private Spool(FileChannel file) {
        this.file = file;
    }

    /** An empty one. */
    static Spool in(Path folder) {
        try {
            return new Spool(FileChannel.open(
                    folder.resolve("export-" + UUID.randomUUID()),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes rows in, and is itself not closed with its input. */
    OutputStream input() {
        return new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** Hands on everything that was taken in. */
    void transferTo(OutputStream out) throws IOException {
        file.position(0);
        Channels.newInputStream(file).transferTo(out);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
