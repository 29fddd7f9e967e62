package dev.zta.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** A server that sells plans, with a Stripe and a mail server of the test. */
final class HostedServer implements AutoCloseable {
    static final String PASSWORD = "sea otters hold hands";

    private final FakeStripe stripe = new FakeStripe();
    private final MailServer mail = new MailServer();
    private final AccountServer server;
    private final AtomicLong events = new AtomicLong();

    HostedServer(Path folder) {
        this(folder, Map.of());
    }

    HostedServer(Path folder, Map<Setting, String> changes) {
        Map<Setting, String> settings = new HashMap<>(stripe.settings());
        settings.put(Setting.SMTP_URL, mail.url());
        settings.putAll(changes);
        server = AccountServer.with(folder, settings);
    }

    AccountServer server() {
        return server;
    }

    FakeStripe stripe() {
        return stripe;
    }

    MailServer mail() {
        return mail;
    }

    Instant now() {
        return server.clock().instant();
    }

    void pass(Duration time) {
        server.clock().advance(time);
    }

    /** The answer to registering with a plan. */
    Reply register(String email, String plan) {
        return server.client()
                .with(
                        "X-Forwarded-For",
                        "203.0.113." + (1 + Math.floorMod(email.hashCode() * 31 + plan.hashCode(), 250)))
                .post(
                        "/api/auth/register",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"plan\":\"%s\"}".formatted(email, PASSWORD, plan));
    }

    TestClient user(String email, String plan) {
        Reply registered = register(email, plan);
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        return server.client().bearer(registered.json().path("token").asString());
    }

    /** The answer to a POST without a body. */
    static Reply bodiless(TestClient client, String path) {
        return client.send("POST", path, new byte[0]);
    }

    /** The body of a request to delete an account. */
    static String deletion(String email, String password) {
        return "{\"confirmEmail\":\"%s\",\"confirmDelete\":\"DELETE_MY_ACCOUNT\",\"password\":\"%s\"}"
                .formatted(email, password);
    }

    /** Logs in again, after a time for which no token lives. */
    TestClient again(String email) {
        Reply reply = server.client()
                .post("/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return server.client().bearer(reply.json().path("token").asString());
    }

    /** Lets somebody buy the plan of a price, and Stripe tell of it now. */
    void buy(String email, String price) {
        assertThat(tell("checkout.session.completed", session(email, price)).text())
                .isEqualTo("{\"received\":true}");
    }

    /** A session that somebody has completed; customer and subscription are named after the person. */
    String session(String email, String price) {
        String name = email.substring(0, email.indexOf('@'));
        return "{\"id\":\"cs_1\",\"customer\":\"cus_%s\",\"subscription\":\"sub_%s\",\"metadata\":{\"userId\":\"%s\",\"priceId\":\"%s\"}}"
                .formatted(name, name, server.userId(email), price);
    }

    /** A subscription of somebody as Stripe tells of it. */
    static String subscription(String name, String status, String price, Instant periodEnd) {
        return ("{\"id\":\"sub_%s\",\"customer\":\"cus_%s\",\"status\":\"%s\",\"current_period_end\":%d,"
                        + "\"cancel_at_period_end\":false,\"items\":{\"data\":[{\"price\":{\"id\":\"%s\"}}]}}")
                .formatted(name, name, status, periodEnd.getEpochSecond(), price);
    }

    Reply tell(String kind, String object) {
        return tell(kind, now(), object);
    }

    /** Stripe tells of something that happened then, now. */
    Reply tell(String kind, Instant then, String object) {
        return FakeStripe.tell(
                server.client(), FakeStripe.event("evt_" + events.incrementAndGet(), kind, then, object), now());
    }

    /** Status, plan and access of a caller, as {@code active pro true}. */
    static String standing(TestClient client) {
        JsonNode status = client.get("/api/user/status").json();
        return status.path("status").asString() + " " + status.path("plan").asString() + " "
                + status.path("canAccess").asBoolean();
    }

    /** The actions in somebody's log of one type, newest first. */
    static List<String> log(TestClient client, String type) {
        return client.get("/api/activity-log?type=" + type)
                .json()
                .path("activities")
                .valueStream()
                .map(entry -> entry.path("action").asString() + " "
                        + entry.path("metadata").path("plan").asString("") + " "
                        + entry.path("metadata").path("status").asString(""))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        mail.close();
        stripe.close();
    }
}
