package dev.zta.server.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process and keeps what they print. */
final class Terminal {
    static final Instant NOW = Instant.parse("2026-03-02T23:30:00Z");

    /** Not where it is by default, in the machine's memory: it would stay there. */
    private static final Path SALTS = Path.of(System.getProperty("java.io.tmpdir"), "terminal-salts");

    private final Map<String, String> environment;
    private final Instant now;

    /** What a command left behind. */
    record Ended(int code, String out, String err) {}

    Terminal(Map<String, String> environment) {
        this(environment, NOW);
    }

    Terminal(Map<String, String> environment, Instant now) {
        this.environment = new HashMap<>(environment);
        this.environment.putIfAbsent("ZTA_SALT_DIR", SALTS.toString());
        this.now = now;
    }

    Ended run(String... arguments) {
        return runWithInput("", arguments);
    }

    Ended runWithInput(String input, String... arguments) {
        return run(input, false, arguments);
    }

    /** The same before the eyes of a person. */
    Ended runWatched(String... arguments) {
        return run("", true, arguments);
    }

    private Ended run(String input, boolean isTerminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                isTerminal,
                environment,
                () -> now);
        int code = Zta.run(console, arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
