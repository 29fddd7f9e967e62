package dev.zta.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "version", description = "Versions of this program and of what it stands on.")
final class VersionCommand implements Runnable {
    private final Console console;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put(
                "zta",
                Optional.ofNullable(Zta.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        versions.put("java", Runtime.version().toString());
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        if (isJson) {
            console.out().println(Json.line(versions));
        } else {
            versions.forEach((name, version) -> console.out().println("%-7s %s".formatted(name, version)));
        }
    }
}
