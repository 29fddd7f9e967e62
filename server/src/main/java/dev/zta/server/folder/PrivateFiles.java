package dev.zta.server.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner can read, from their first moment on, where the file system knows of owners. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes a folder of mode 0700, and those above it; an existing one stays as it is. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, "rwx------"));
        }
    }

    /** Writes a whole file of mode 0600; a reader sees the old content or the new, never a part. */
    public static void write(Path file, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", "", ownerOnly(file));
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static FileAttribute<?>[] ownerOnly(Path place) {
        return attributes(place, "rw-------");
    }

    static Set<OpenOption> options(OpenOption... options) {
        return Set.of(options);
    }

    private static FileAttribute<?>[] attributes(Path place, String permissions) {
        boolean hasOwners = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        return hasOwners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
