package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.ChildMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** {@code zta} as a process of its own. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path err;

    private ServerProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    static ServerProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ZTA_"));
        builder.environment().put("ZTA_SALT_DIR", folder.resolve("salts").toString());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), err);
    }

    /** The next line of standard output. */
    String line() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return Objects.requireNonNull(out.readLine(), () -> "no line; standard error: " + err());
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** SIGTERM. Not Process.destroy, which also closes the pipe by whose end the child knows that its parent is gone. */
    void terminate() {
        process.toHandle().destroy();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
