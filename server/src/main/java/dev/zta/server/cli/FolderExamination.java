package dev.zta.server.cli;

import dev.zta.core.journal.JournalDamage;
import dev.zta.server.Stores;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.folder.FileUnreadableException;
import dev.zta.server.folder.FolderHeldException;
import dev.zta.server.folder.FolderUnusableException;
import dev.zta.server.identity.SaltFolder;
import dev.zta.server.secrets.SecretKeys;
import dev.zta.server.settings.BadSettingException;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code zta doctor} looks at in and around the data folder. */
final class FolderExamination {
    private static final long LEAST_FREE_BYTES = 1L << 30;

    /** Clocks of machines that share a disk may differ by so much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Settings settings;
    private final Path folder;
    private final Instant now;

    FolderExamination(Settings settings, Instant now) {
        this.settings = settings;
        this.folder = settings.data().toAbsolutePath().normalize();
        this.now = now;
    }

    /** What can be seen without opening anything in it, also while a server runs on it. */
    List<Examined> outside() {
        List<Examined> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            all.add(permissions());
            all.add(writable());
            all.add(clock());
        } else {
            all.add(makeable());
        }
        all.add(room());
        all.add(salts());
        return all;
    }

    /** Opens what is in it, as a server would at its start; not while one runs. */
    List<Examined> inside(Console console) {
        DataFolder data = new DataFolder(folder);
        if (!Files.isWritable(folder)
                || Stream.of(data.accounts(), data.events(), data.journal()).noneMatch(Files::exists)) {
            return List.of();
        }
        try (Stores stores = new Stores(settings, console.clock(), new SecureRandom())) {
            stores.start();
            return Stream.concat(contents(stores), secretKey(stores)).toList();
        } catch (FolderHeldException e) {
            return List.of(Examined.ill(
                    "contents", message(e), "Let it end, or end it, if it is not at work; then ask again"));
        } catch (FileUnreadableException | FolderUnusableException e) {
            return List.of(Examined.ill("contents", "can't be opened", message(e)));
        } catch (UncheckedIOException e) {
            return List.of(Examined.ill("contents", "can't be opened", "See to this: " + message(e)));
        }
    }

    private static Stream<Examined> contents(Stores stores) {
        List<JournalDamage> damage = stores.journal().damage();
        return damage.isEmpty()
                ? Stream.of(Examined.sound("contents", "accounts, events and journal can be read"))
                : damage.stream().map(FolderExamination::damaged);
    }

    private Stream<Examined> secretKey(Stores stores) {
        Path file = stores.folder().secretKey();
        String name = "secret key";
        try {
            return Stream.of(new SecretKeys(stores.accounts(), settings, file, new SecureRandom())
                    .problem()
                    .map(problem -> Examined.ill(name, "is not that of the accounts", problem))
                    .orElseGet(() -> Examined.sound(name, "fits the accounts")));
        } catch (BadSettingException e) {
            return Stream.of(Examined.ill(name, "can't be used", message(e)));
        } catch (IOException e) {
            return Stream.of(Examined.ill(name, "can't be read", "Give it to the user that runs zta: chown " + file));
        }
    }

    private static Examined damaged(JournalDamage damage) {
        return Examined.ill(
                "journal",
                "records %d to %d: %s".formatted(damage.firstSequence(), damage.lastSequence(), damage.description()),
                damage.isLost()
                        ? "Lost for good. Look after the disk and its cables; when you have taken note, remove the file"
                                + " journal/lost-records"
                        : "Nothing is lost. Look after the disk; the file goes by itself within an hour or two");
    }

    private static String message(RuntimeException e) {
        return Objects.toString(e.getMessage(), e.getClass().getSimpleName());
    }

    private Examined permissions() {
        String name = "privacy of the folder";
        try {
            if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                return Examined.sound(name, "not known to this file system");
            }
            boolean isPrivate = Files.getPosixFilePermissions(folder).stream().noneMatch(OTHERS::contains);
            return isPrivate
                    ? Examined.sound(name, "only its owner can look into it")
                    : Examined.ill(name, "others can look into it", "chmod 700 " + folder);
        } catch (IOException e) {
            return Examined.ill(
                    name, "unknown", "Can't be read: " + e.getClass().getSimpleName());
        }
    }

    private Examined writable() {
        return Files.isWritable(folder)
                ? Examined.sound("data folder", folder + " can be written")
                : Examined.ill("data folder", folder + " can't be written", "Give it to the user that runs zta: chown");
    }

    private Examined makeable() {
        Path parent = existingParent();
        return Files.isDirectory(parent) && Files.isWritable(parent)
                ? Examined.sound("data folder", folder + " is not there yet; zta serve makes it")
                : Examined.ill(
                        "data folder",
                        folder + " is not there and can't be made",
                        parent + " must be a folder that the user who runs zta can write; or name another with --data");
    }

    private Path existingParent() {
        Path parent = folder;
        while (!Files.exists(parent)) {
            parent = Objects.requireNonNull(parent.getParent(), "the root is always there");
        }
        return parent;
    }

    private Examined room() {
        try {
            long free = Files.getFileStore(existingParent()).getUsableSpace();
            String state = (free >> 20) + " MB free";
            return free >= LEAST_FREE_BYTES
                    ? Examined.sound("room", state)
                    : Examined.ill("room", state, "Make room: below 1 GB free a busy day may fill the disk");
        } catch (IOException e) {
            return Examined.ill(
                    "room", "unknown", "Can't be read: " + e.getClass().getSimpleName());
        }
    }

    private Examined salts() {
        Optional<Path> chosen = SaltFolder.choose(settings.saltFolder(), folder);
        return chosen.map(path -> Examined.sound("salts", "survive a restart in " + path))
                .orElseGet(() -> Examined.ill(
                        "salts",
                        "are in memory only, for want of a memory file system",
                        "After a restart visitors of the day count anew. Name a folder that is never on a disk with"
                                + " ZTA_SALT_DIR"));
    }

    /** Days are told by the clock, so one that runs behind would put events into days that are closed. */
    private Examined clock() {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Instant> newest = files.map(FolderExamination::changedAt)
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo);
            return newest.filter(changed -> changed.isAfter(now.plus(CLOCK_TOLERANCE)))
                    .map(changed -> Examined.ill(
                            "clock",
                            "says " + now + ", and the folder was last written at " + changed,
                            "Set the clock of this machine and let it be kept right (NTP)"))
                    .orElseGet(() -> Examined.sound("clock", "says " + now + ", after all that is in the folder"));
        } catch (IOException e) {
            return Examined.ill(
                    "clock",
                    "can't be compared",
                    "Can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<Instant> changedAt(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException _) {
            // A temporary file that has just gone says nothing about the clock.
            return Optional.empty();
        }
    }
}
