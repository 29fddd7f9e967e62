package dev.zta.server.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** GitHub and Google at once, on a free port: what a test puts at a path is what it answers there. */
final class FakeProvider implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();

    FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        put("/login/oauth/access_token", "{\"access_token\":\"gh-token\"}");
        put("/token", "{\"access_token\":\"goog-token\"}");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String path, String json) {
        answers.put(path, json);
    }

    /** Somebody at GitHub with one address. */
    void github(long id, String email, boolean isVerified) {
        put("/user", "{\"id\":" + id + ",\"name\":\"Mia\"}");
        put(
                "/user/emails",
                "[{\"email\":\"other@example.org\",\"primary\":false,\"verified\":true},{\"email\":\"" + email
                        + "\",\"primary\":true,\"verified\":" + isVerified + "}]");
    }

    /** Somebody at Google. */
    void google(String subject, String email, boolean isVerified) {
        put(
                "/v1/userinfo",
                "{\"sub\":\"" + subject + "\",\"email\":\"" + email + "\",\"email_verified\":" + isVerified + "}");
    }

    /** What was asked so far: path, body and credential. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(path + " " + body + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] answer = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
