package dev.zta.server.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.zta.core.event.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A MaxMind-format file of countries and perhaps regions. Thread-safe. It is opened beside the start of the server; until it is
 * open, places are unknown.
 */
public final class PlaceDatabase implements Function<String, Place>, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PlaceDatabase.class.getName());

    /** How the file is opened: the one that comes with the program lies in its jar and is read into memory (8 MB). */
    @FunctionalInterface
    private interface Source {
        Reader open() throws IOException;
    }

    private final Source source;
    private final AtomicReference<Optional<Reader>> reader = new AtomicReference<>(Optional.empty());

    private PlaceDatabase(Source source) {
        this.source = source;
    }

    /** The country database that comes with the program. */
    public static PlaceDatabase bundled() {
        return new PlaceDatabase(PlaceDatabase::openBundled);
    }

    /** A file of the operator's, mapped into memory. */
    public static PlaceDatabase of(Path file) {
        return new PlaceDatabase(() -> new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache()));
    }

    private static Reader openBundled() throws IOException {
        try (InputStream in = PlaceDatabase.class.getResourceAsStream("countries.mmdb")) {
            if (in == null) {
                throw new IOException("The program was built without countries.mmdb");
            }
            return new Reader(in, new CHMCache());
        }
    }

    /** Opens the file in the background; a file that can't be opened is said in the log, and places stay unknown. */
    public void start() {
        Thread.ofVirtual().name("place-database").start(this::openOrSay);
    }

    private void openOrSay() {
        try {
            open();
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "No countries: the location file can't be read", e);
        }
    }

    /**
     * Opens the file here and now.
     *
     * @throws UncheckedIOException when it can't be read or is of another format
     */
    public void open() {
        try {
            reader.set(Optional.of(source.open()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The place of an address.
     *
     * @param address an IPv4 or IPv6 address; any other text is nowhere
     */
    @Override
    public Place apply(String address) {
        Optional<Reader> open = reader.get();
        return open.isEmpty() ? Place.UNKNOWN : find(open.get(), address).orElse(Place.UNKNOWN);
    }

    private static Optional<Place> find(Reader open, String address) {
        try {
            Map<?, ?> entry = open.get(InetAddress.ofLiteral(address), Map.class);
            return Optional.ofNullable(entry).flatMap(MmdbEntry::place);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a host name from a log
        } catch (IOException e) {
            throw new UncheckedIOException("The location file can't be read", e);
        }
    }

    @Override
    public void close() {
        Optional<Reader> open = reader.getAndSet(Optional.empty());
        if (open.isPresent()) {
            try {
                open.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
