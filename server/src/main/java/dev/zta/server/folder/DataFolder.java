package dev.zta.server.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The data folder (contract: cli, "ZTA_DATA"): private to its owner, held by one process at a time. Names of what lies in it
 * stand here and nowhere else.
 */
public final class DataFolder implements AutoCloseable {
    private static final int PID_BYTES = 32;
    private static final int PROBE_BYTES = 4096;

    private final Path path;
    private @Nullable FileChannel lockFile;

    /** Names the folder; nothing is touched before {@link #start}. */
    public DataFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /** Folder of the journal's segments. */
    public Path journal() {
        return path.resolve("journal");
    }

    /** File of events, sessions and roll-ups. */
    public Path events() {
        return path.resolve("events.duckdb");
    }

    /** File of users, sites and keys. */
    public Path accounts() {
        return path.resolve("accounts.sqlite");
    }

    /** File of the generated secret key. */
    public Path secretKey() {
        return path.resolve("secret.key");
    }

    /** Hash-chained log of salts made and destroyed; no secret in it. */
    public Path saltLog() {
        return path.resolve("salts.log");
    }

    /** Folder of e-mails that a server without mail provider keeps for its operator. */
    public Path outbox() {
        return path.resolve("outbox");
    }

    /** Folder of files that people asked for and fetch by a link. */
    public Path exports() {
        return path.resolve("exports");
    }

    /** Folder for what engines put aside while they work. */
    public Path temporary() {
        return path.resolve("tmp");
    }

    /** What a running server says about itself, see {@link Announcement}. */
    public Path announcement() {
        return path.resolve("server.json");
    }

    private Path lock() {
        return path.resolve("lock");
    }

    /**
     * Makes the folder if it is not there, mode 0700, and takes hold of it.
     *
     * @throws FolderUnusableException when it can't be made or written
     * @throws FolderHeldException when another process holds it
     */
    public void start() {
        try {
            PrivateFiles.createFolder(path);
            FileChannel channel = FileChannel.open(
                    lock(),
                    PrivateFiles.options(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PrivateFiles.ownerOnly(path));
            hold(channel);
            lockFile = channel;
        } catch (IOException e) {
            throw new FolderUnusableException(path, e);
        }
    }

    private void hold(FileChannel channel) throws IOException {
        if (!isLocked(channel)) {
            String holder = read(channel);
            channel.close();
            throw new FolderHeldException(path, holder);
        }
        channel.truncate(0);
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(pid), 0);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_BYTES);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        if (lockFile == null) {
            return;
        }
        try {
            lockFile.close();
            lockFile = null;
        } catch (IOException e) {
            throw new FolderUnusableException(path, e);
        }
    }

    /** Whether a file can be written in it now, which a full disk prevents. */
    public void check() {
        try {
            Path probe = Files.createTempFile(path, ".probe", "", PrivateFiles.ownerOnly(path));
            try {
                Files.write(probe, new byte[PROBE_BYTES]);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            throw new FolderUnusableException(path, e);
        }
    }
}
