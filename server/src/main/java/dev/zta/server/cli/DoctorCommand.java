package dev.zta.server.cli;

import dev.zta.server.folder.Announcement;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.http.Json;
import dev.zta.server.settings.BadSettingException;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "What is wrong with this machine or folder, and how to mend it.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LEAST_FREE_BYTES = 1L << 30;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Console console;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private JsonOption answer = new JsonOption();

    /**
     * One thing that was looked at.
     *
     * @param problem what is wrong and how to mend it; empty when nothing is
     */
    private record Examined(String name, String state, Optional<String> problem) {
        static Examined sound(String name, String state) {
            return new Examined(name, state, Optional.empty());
        }

        static Examined ill(String name, String state, String problem) {
            return new Examined(name, state, Optional.of(problem));
        }
    }

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Examined> all = examine();
        answer.print(console, all, text(all));
        boolean isSound = all.stream().allMatch(one -> one.problem().isEmpty());
        return (isSound ? ExitCode.DONE : ExitCode.NOT_SO).number();
    }

    private List<Examined> examine() {
        List<Examined> all = new ArrayList<>();
        all.add(Examined.sound("Java", Runtime.version().toString()));
        Settings settings;
        try {
            settings = options.settings(console);
        } catch (BadSettingException e) {
            all.add(Examined.ill("settings", "bad", Objects.toString(e.getMessage(), "")));
            return all;
        }
        all.add(Examined.sound("settings", "good"));
        Path folder = settings.data().toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            all.add(Examined.sound("data folder", folder + " is not there yet; zta serve makes it"));
        } else {
            all.add(permissions(folder));
            all.add(writable(folder));
            all.add(room(folder));
        }
        Optional<Announcement> running = Announcement.read(new DataFolder(folder), new Json());
        all.add(running.map(server -> Examined.sound("server", "runs at " + server.url() + ", process " + server.pid()))
                .orElseGet(() -> port(settings)));
        return all;
    }

    private static Examined permissions(Path folder) {
        try {
            if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                return Examined.sound("privacy of the folder", "not known to this file system");
            }
            boolean isPrivate = Files.getPosixFilePermissions(folder).stream().noneMatch(OTHERS::contains);
            return isPrivate
                    ? Examined.sound("privacy of the folder", "only its owner can look into it")
                    : Examined.ill("privacy of the folder", "others can look into it", "chmod 700 " + folder);
        } catch (IOException e) {
            return Examined.ill(
                    "privacy of the folder",
                    "unknown",
                    "Can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static Examined writable(Path folder) {
        return Files.isWritable(folder)
                ? Examined.sound("data folder", folder + " can be written")
                : Examined.ill("data folder", folder + " can't be written", "Give it to the user that runs zta: chown");
    }

    private static Examined room(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String state = (free >> 20) + " MB free";
            return free >= LEAST_FREE_BYTES
                    ? Examined.sound("room", state)
                    : Examined.ill("room", state, "Make room: below 1 GB free a busy day may fill the disk");
        } catch (IOException e) {
            return Examined.ill(
                    "room", "unknown", "Can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static Examined port(Settings settings) {
        String address = Listening.address(settings.host(), settings.port());
        try (ServerSocket probe = new ServerSocket(settings.port(), 1, InetAddress.getByName(settings.host()))) {
            return Examined.sound("address", address + " is free" + (probe.isBound() ? "" : "?"));
        } catch (IOException e) {
            return Examined.ill(
                    "address",
                    address + " can't be listened on",
                    "Choose another one with --port or --host, or stop what uses it");
        }
    }

    private static String text(List<Examined> all) {
        StringBuilder text = new StringBuilder();
        for (Examined one : all) {
            text.append(one.problem().isEmpty() ? "ok       " : "NOT SO   ")
                    .append(one.name())
                    .append(": ")
                    .append(one.state())
                    .append('\n');
            one.problem()
                    .ifPresent(
                            problem -> text.append("         ").append(problem).append('\n'));
        }
        return text.toString().stripTrailing();
    }
}
