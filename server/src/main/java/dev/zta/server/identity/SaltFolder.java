package dev.zta.server.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Where salts survive a restart of the server and not one of the machine (contract: cli, {@code ZTA_SALT_DIR}). */
public final class SaltFolder {
    private static final Path MEMORY_FILE_SYSTEM = Path.of("/dev/shm");
    private static final int NAME_BYTES = 8;

    private SaltFolder() {}

    /**
     * The folder as set, else one of this data folder's own on a memory file system; nothing where there is none.
     *
     * @param data the data folder
     */
    public static Optional<Path> choose(Optional<Path> configured, Path data) {
        return configured.or(() -> memoryFileSystem().map(folder -> folder.resolve("zta-" + hash(data))));
    }

    /** A file system in memory that this process can write to, where there is one. */
    public static Optional<Path> memoryFileSystem() {
        return Optional.of(MEMORY_FILE_SYSTEM).filter(Files::isDirectory).filter(Files::isWritable);
    }

    private static String hash(Path data) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(data.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
