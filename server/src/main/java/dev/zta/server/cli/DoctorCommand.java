package dev.zta.server.cli;

import dev.zta.server.folder.Announcement;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.folder.FolderUnusableException;
import dev.zta.server.http.Json;
import dev.zta.server.settings.BadSettingException;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "What is wrong with this machine or folder, and how to mend it.")
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private JsonOption answer = new JsonOption();

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
            all.add(Examined.ill(
                    "settings",
                    "bad",
                    Objects.toString(e.getMessage(), "") + "; zta config shows where each comes from"));
            return all;
        }
        all.add(Examined.sound("settings", "good"));
        FolderExamination folder =
                new FolderExamination(settings, console.clock().instant());
        all.addAll(folder.outside());
        try {
            all.addAll(serverOrContents(settings, folder));
        } catch (FolderUnusableException e) {
            all.add(Examined.ill("server", "nobody can tell whether one runs", Objects.toString(e.getMessage(), "")));
        }
        return all;
    }

    private List<Examined> serverOrContents(Settings settings, FolderExamination folder) {
        Optional<Announcement> running = Files.isDirectory(settings.data())
                ? Announcement.read(new DataFolder(settings.data()), new Json())
                : Optional.empty();
        return running.map(ServerExamination::of)
                .orElseGet(() -> Stream.concat(folder.inside(console).stream(), Stream.of(address(settings)))
                        .toList());
    }

    private static Examined address(Settings settings) {
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
