package dev.zta.benchmarks;

import dev.zta.server.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API key that may read, of the account that all sites of a data folder belong to. */
final class ReadKey {
    private static final Pattern KEY = Pattern.compile("\"key\":\\s*\"([^\"]+)\"");

    private ReadKey() {}

    /** Makes a key by the command line, for a server that has not started yet. */
    static String make(Path data) throws IOException {
        List<String> command = new ArrayList<>(JavaCommand.of(Main.class));
        command.addAll(List.of("key", "add", "--scope", "read", "--json", "--data", data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher key = KEY.matcher(printed);
        if (!key.find()) {
            throw new IOException("No key was made: " + printed);
        }
        return key.group(1);
    }
}
