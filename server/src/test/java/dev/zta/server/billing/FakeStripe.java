package dev.zta.server.billing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stripe on a free port: it answers what it should, fails when told to, and signs what it tells. */
public final class FakeStripe implements AutoCloseable {
    /** The signing secret of the webhook. */
    public static final String SECRET = "whsec_of_the_tests";

    private final HttpServer server;
    private final List<Asked> requests = new ArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";

    /** One request: {@code POST /v1/…}, its fields, its idempotency key and its credential. */
    record Asked(String what, Map<String, String> fields, String key, String credential) {}

    /** Starts it. */
    public FakeStripe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Settings of an installation that sells plans here. */
    public Map<Setting, String> settings() {
        return new HashMap<>(Map.of(
                Setting.STRIPE_SECRET_KEY, "sk_test_1",
                Setting.STRIPE_WEBHOOK_SECRET, SECRET,
                Setting.STRIPE_PRICE_ID, "price_pro",
                Setting.STRIPE_PRICE_PRO_YEARLY, "price_pro_year",
                Setting.STRIPE_PRICE_BUSINESS_MONTHLY, "price_business",
                Setting.STRIPE_URL, "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** From now on everything is answered like this. */
    void failWith(int code) {
        status = code;
    }

    /** From now on a success is answered like this. */
    void answerWith(String json) {
        answer = json;
    }

    synchronized List<Asked> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        note(new Asked(
                exchange.getRequestMethod() + " " + path,
                fields(body),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        byte[] bytes = (answer.isEmpty() ? usual(path) : answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private synchronized void note(Asked asked) {
        requests.add(asked);
    }

    private static String usual(String path) {
        return switch (path) {
            case "/v1/checkout/sessions" -> "{\"id\":\"cs_1\",\"url\":\"https://checkout.stripe.com/c/pay/cs_1\"}";
            case "/v1/billing_portal/sessions" -> "{\"url\":\"https://billing.stripe.com/p/session/1\"}";
            default -> "{\"status\":\"canceled\"}";
        };
    }

    private static Map<String, String> fields(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /** Sends an event, signed now. */
    static Reply tell(TestClient client, String event, Instant now) {
        return client.with("stripe-signature", signature(SECRET, event, now.getEpochSecond()))
                .send("POST", "/api/stripe/webhook", TestClient.utf8(event));
    }

    static String event(String id, String kind, Instant at, String object) {
        return "{\"id\":\"%s\",\"object\":\"event\",\"type\":\"%s\",\"created\":%d,\"data\":{\"object\":%s}}"
                .formatted(id, kind, at.getEpochSecond(), object);
    }

    static String signature(String secret, String body, long seconds) {
        return "t=" + seconds + ",v1=" + hash(secret, body, seconds);
    }

    /** What is behind {@code v1=} in a signature. */
    public static String hash(String secret, String body, long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
