package dev.zta.server.cli;

import dev.zta.server.folder.Announcement;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Json;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.OperatorJson;
import dev.zta.server.operator.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server that a command works through, by its public interface. */
final class RunningServer implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final URI url;
    private final String credential;
    private final Json json = new Json();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    /**
     * A server at an address.
     *
     * @param credential an API key or the operator's token
     */
    RunningServer(URI url, String credential) {
        this.url = url;
        this.credential = credential;
    }

    /**
     * The server that runs on a folder, reached as the operator. One that was killed may have left its announcement, and its
     * process number may be another's by now, in a container even always is; whether nobody has the folder shows when it is
     * opened.
     */
    static Optional<RunningServer> on(DataFolder folder) {
        return Announcement.read(folder, new Json())
                .filter(found -> isListening(found.url()))
                .map(found -> new RunningServer(found.url(), found.token()));
    }

    private static boolean isListening(URI url) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), (int) CONNECT_WITHIN.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The id of a site that the caller sees, by its domain or id. */
    String siteId(String domainOrId) {
        Object sites = object(get("/api/sites", Map.of())).getOrDefault("sites", List.of());
        return sites instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(Map.class::cast)
                        .filter(site -> domainOrId.equals(site.get("id")) || domainOrId.equals(site.get("domain")))
                        .map(site -> String.valueOf(site.get("id")))
                        .findFirst()
                        .orElse(domainOrId)
                : domainOrId;
    }

    /** What a route answers to GET. */
    byte[] get(String path, Map<String, String> query) {
        return send(request(path, query).GET());
    }

    /** Does what the operator asks of accounts; refuses as the same act does that is carried out in this process. */
    Outcome carryOut(OperatorAct act) {
        HttpRequest.Builder request = request("/api/operator/acts", Map.of())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(OperatorJson.write(act)));
        HttpResponse<byte[]> response = exchange(request);
        if (isRefusedAct(response.statusCode())) {
            throw refusedAct(object(response.body()));
        }
        return OperatorJson.outcome(content(response));
    }

    /** The contract's refusals of HTTP have statuses of many kinds; to a command they are all about what it was given. */
    private static boolean isRefusedAct(int status) {
        return status == 400 || status == 403 || status == 404 || status == 409;
    }

    /** What this command sends is well formed, so a server that can't read it is not of this version. */
    private RefusedException refusedAct(Map<String, Object> answer) {
        Object error = answer.getOrDefault("error", "");
        return error.equals(CommonError.BAD_REQUEST.text()) || error.equals(CommonError.NOT_FOUND.text())
                ? new RefusedException(
                        ExitCode.UNAVAILABLE,
                        "The server at " + url + " is of another version than this command; restart it")
                : new RefusedException(ExitCode.BAD_INPUT, RefusalText.of(answer));
    }

    /** Its health, good or bad. */
    Map<String, Object> health() {
        return object(exchange(request("/api/health", Map.of()).GET()).body());
    }

    /** What a route answers to a body of any length. */
    Map<String, Object> post(String path, Map<String, String> query, InputStream body) {
        BodyPublisher content = BodyPublishers.ofInputStream(() -> body);
        return object(send(request(path, query).POST(content)));
    }

    /** The object that an answer is. */
    Map<String, Object> object(byte[] answer) {
        return json.readObject(answer).orElse(Map.of());
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI target = URI.create(url + path + (parameters.isEmpty() ? "" : "?" + parameters));
        return HttpRequest.newBuilder(target).header("Authorization", "Bearer " + credential);
    }

    private byte[] send(HttpRequest.Builder request) {
        return content(exchange(request));
    }

    private byte[] content(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw refused(response.statusCode(), object(response.body()));
        }
        return response.body();
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new RefusedException(
                    ExitCode.UNAVAILABLE,
                    "The server at " + url + " does not answer (" + e.getClass().getSimpleName() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ExitCode.UNAVAILABLE, "Interrupted", e);
        }
    }

    private static RefusedException refused(int status, Map<String, Object> answer) {
        String error = answer.isEmpty() ? "The server answers with status " + status : RefusalText.of(answer);
        return new RefusedException(codeOf(status), error);
    }

    private static ExitCode codeOf(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NO_PERMISSION;
            case 409, 429 -> ExitCode.TEMPORARY;
            case 503 -> ExitCode.UNAVAILABLE;
            default -> status < 500 ? ExitCode.BAD_INPUT : ExitCode.SOFTWARE;
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
