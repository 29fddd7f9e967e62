package dev.zta.server.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one file that salts are in, a line a salt, mode 0600 in a folder of mode 0700 that is the process owner's. Best on a
 * memory file system, where overwriting overwrites. Not thread-safe.
 */
final class SaltFile {
    private static final String NAME = "salts";

    private final Path folder;
    private final Path file;
    private final Path next;

    SaltFile(Path folder) {
        this.folder = folder;
        file = folder.resolve(NAME);
        next = folder.resolve(NAME + ".new");
    }

    /**
     * Makes the folder, or sees that it is private.
     *
     * @throws IOException also when it belongs to somebody else or others may look into it
     */
    void open() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        boolean isPrivate = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                .endsWith("------");
        if (!isPrivate || !Files.isWritable(folder) || !isOwn()) {
            throw new IOException("the folder for salts must belong to the server's user, with mode 0700: " + folder);
        }
    }

    /** A folder that this user may change the mode of is this user's. */
    private boolean isOwn() throws IOException {
        Path probe = Files.createTempFile(folder, "owner", "");
        try {
            return Files.getOwner(probe).equals(Files.getOwner(folder));
        } finally {
            Files.delete(probe);
        }
    }

    /** The salts in it; of a replacement that was cut short by a kill, whichever file is whole. */
    List<HeldSalt> read() throws IOException {
        List<HeldSalt> salts = new ArrayList<>();
        for (Path each : List.of(file, next)) {
            if (salts.isEmpty() && Files.exists(each)) {
                Files.readAllLines(each, StandardCharsets.ISO_8859_1)
                        .forEach(line -> HeldSalt.parse(line).ifPresent(salts::add));
            }
        }
        return salts;
    }

    void add(HeldSalt salt) throws IOException {
        write(file, salt.line() + "\n", StandardOpenOption.APPEND);
    }

    /**
     * Leaves only these in it, and nothing of the others on the medium as far as the file system allows that.
     *
     * @throws IOException when these could not be written; the others are gone nevertheless
     */
    void replace(Collection<HeldSalt> salts) throws IOException {
        try {
            write(
                    next,
                    salts.stream().map(salt -> salt.line() + "\n").collect(Collectors.joining()),
                    StandardOpenOption.TRUNCATE_EXISTING);
        } finally {
            overwrite();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void overwrite() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size()), 0);
            channel.force(true);
        }
    }

    private static void write(Path path, String text, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            channel.force(true);
        }
    }
}
