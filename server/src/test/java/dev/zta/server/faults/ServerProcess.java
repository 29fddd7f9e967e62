package dev.zta.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.ChildMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code zta serve} as a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "Zero Trust Analytics is ready at ";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final URI url;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** How a start was refused. */
    static final class RefusedStartException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        RefusedStartException(int exitCode, String log) {
            super(log);
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /** Starts it on {@code folder/data}; what it needs besides and its log lie in the folder too. */
    static ServerProcess start(Path folder) throws IOException, InterruptedException {
        return start(folder, List.of());
    }

    /**
     * The same through another program.
     *
     * @param launcher stands before the command
     * @throws RefusedStartException when it ends instead of becoming ready
     */
    static ServerProcess start(Path folder, List<String> launcher) throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        Files.deleteIfExists(log);
        ProcessBuilder builder = new ProcessBuilder(command(folder, launcher));
        builder.environment().put("ZTA_RATE_TRACK", "100000000/1m");
        builder.environment().put("ZTA_RATE_API", "100000000/1m");
        builder.environment().put("ZTA_GEO_DB", "none");
        builder.environment().put("ZTA_SALT_DIR", folder.resolve("salts").toString());
        Process process = builder.redirectError(log.toFile()).start();
        // Not closed: that would break the pipe of a process that goes on.
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new RefusedStartException(process.waitFor(), Files.readString(log));
        }
        return new ServerProcess(process, URI.create(line.substring(READY.length())), log);
    }

    private static List<String> command(Path folder, List<String> launcher) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-Djava.io.tmpdir=" + emptied(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0"));
        return command;
    }

    /** The engine's unpacked library of a process that was killed is in there. */
    private static Path emptied(Path temporary) throws IOException {
        Files.createDirectories(temporary);
        try (var files = Files.list(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        return temporary;
    }

    int port() {
        return url.getPort();
    }

    long pid() {
        return process.pid();
    }

    /** Kills it as kill -9 does and waits until it is gone. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Sends SIGTERM; the exit code, or nothing when it is still there after 10 seconds. */
    Optional<Integer> terminate() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor(10, TimeUnit.SECONDS) ? Optional.of(process.exitValue()) : Optional.empty();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)));
    }

    HttpResponse<String> post(String path, String body, String header, String value)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(url.resolve(path)).header(header, value).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(ANSWER_WITHIN).build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Registers the first account and makes a site. */
    Account register() throws IOException, InterruptedException {
        HttpResponse<String> registered = post(
                "/api/auth/register",
                "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}",
                "Content-Type",
                "application/json");
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        String token = json(registered).path("token").asString();
        HttpResponse<String> site =
                post("/api/sites", "{\"domain\":\"example.org\"}", "Authorization", "Bearer " + token);
        assertThat(site.statusCode()).as(site.body()).isEqualTo(201);
        return new Account(token, json(site).path("site").path("id").asString());
    }

    /** A logged-in user and their site. */
    record Account(String token, String site) {}

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        http.close();
    }
}
