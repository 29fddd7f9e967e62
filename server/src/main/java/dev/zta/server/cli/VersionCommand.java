package dev.zta.server.cli;

import dev.zta.server.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Versions of this program and of what it stands on.")
final class VersionCommand implements Runnable {
    private final Console console;

    @Mixin
    private JsonOption answer = new JsonOption();

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("zta", Version.current());
        versions.put("java", Runtime.version().toString());
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        String text = versions.entrySet().stream()
                .map(version -> "%-7s %s".formatted(version.getKey(), version.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
        answer.print(console, versions, text);
    }
}
