package dev.zta.server.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has around it.
 *
 * @param in standard input
 * @param out answers, one JSON document or text that people read
 * @param err progress, warnings and errors
 * @param isTerminal whether a person is watching: only then there is a progress bar
 * @param environment environment variables
 * @param clock the time
 */
public record Console(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean isTerminal,
        Map<String, String> environment,
        InstantSource clock) {
    public Console {
        environment = Map.copyOf(environment);
    }

    /** That of this process. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                writer(System.out),
                writer(System.err),
                Optional.ofNullable(System.console())
                        .map(java.io.Console::isTerminal)
                        .orElse(false),
                System.getenv(),
                InstantSource.system());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
