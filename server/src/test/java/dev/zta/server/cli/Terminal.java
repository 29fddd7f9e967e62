package dev.zta.server.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Runs commands in this process and keeps what they print. */
final class Terminal {
    static final Instant NOW = Instant.parse("2026-03-02T23:30:00Z");

    private final Map<String, String> environment;
    private final Instant now;

    /** What a command left behind. */
    record Ended(int code, String out, String err) {}

    Terminal(Map<String, String> environment) {
        this(environment, NOW);
    }

    Terminal(Map<String, String> environment, Instant now) {
        this.environment = environment;
        this.now = now;
    }

    Ended run(String... arguments) {
        return runWithInput("", arguments);
    }

    Ended runWithInput(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                environment,
                () -> now);
        int code = Zta.run(console, arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
