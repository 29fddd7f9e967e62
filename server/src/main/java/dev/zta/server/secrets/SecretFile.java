package dev.zta.server.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The file in the data folder that holds generated key material when the operator gives none. */
public final class SecretFile {
    private static final int BYTES = 48;

    private SecretFile() {}

    /**
     * The installation's secret, generated at the first call; the file is readable by its owner only.
     *
     * @param file in the data folder
     * @param random cryptographic
     * @throws IllegalArgumentException when the file was cut short
     * @throws IOException when it can't be read or written
     */
    public static InstallationSecret readOrCreate(Path file, RandomGenerator random) throws IOException {
        if (!Files.exists(file)) {
            create(file, random);
        }
        return InstallationSecret.of(Files.readString(file, StandardCharsets.US_ASCII));
    }

    /** Under its own name only when it is whole and on disk; of two processes at once the first one's secret stays. */
    private static void create(Path file, RandomGenerator random) throws IOException {
        byte[] material = new byte[BYTES];
        random.nextBytes(material);
        Path draft = file.resolveSibling(file.getFileName() + "." + Long.toHexString(random.nextLong()));
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(material)));
            channel.force(true);
        }
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            // Another process was first; its secret is as good as this one.
        } finally {
            Files.delete(draft);
        }
    }
}
