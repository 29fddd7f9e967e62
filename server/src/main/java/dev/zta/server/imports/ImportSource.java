package dev.zta.server.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** Where the content of an import comes from; gzip is recognised by its first bytes and read as what is in it. */
public sealed interface ImportSource {
    /**
     * Its content, plain.
     *
     * @throws IOException when it can't be read
     */
    InputStream open() throws IOException;

    /**
     * A file, which can be read more than once.
     *
     * @param watched put around its bytes each time it is read
     */
    record OfFile(Path path, UnaryOperator<InputStream> watched) implements ImportSource {
        @Override
        public InputStream open() throws IOException {
            return plain(watched.apply(Files.newInputStream(path)));
        }
    }

    /** Something that flows by once: standard input, the body of a request. Closed by who gave it. */
    record OfStream(InputStream stream) implements ImportSource {
        @Override
        public InputStream open() throws IOException {
            return plain(stream);
        }
    }

    private static InputStream plain(InputStream content) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(content, 1 << 16);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        boolean isGzip = first == 0x1f && second == 0x8b;
        return isGzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }
}
