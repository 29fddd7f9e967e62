package dev.zta.server.teams;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A server with Mia, who owns a site, and with whomever she invites. */
final class TeamServer implements AutoCloseable {
    static final String PATH = "/api/teams";
    static final String INVITE = "/api/invite";

    private final AccountServer server;
    private final Map<String, TestClient> users = new HashMap<>();
    private final String site;

    TeamServer(Path folder, Map<Setting, String> settings) {
        server = AccountServer.with(made(folder), settings);
        site = server.site(user("mia"), "shop.example.org");
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AccountServer server() {
        return server;
    }

    String site() {
        return site;
    }

    /** Somebody with an account, registered when first asked for. */
    TestClient user(String name) {
        return users.computeIfAbsent(name, _ -> server.user(email(name)));
    }

    static String email(String name) {
        return name + "@example.org";
    }

    String id(String name) {
        user(name);
        return server.userId(email(name));
    }

    Reply invite(String inviter, String name, String role) {
        return user(inviter).post(PATH, invitation(name, role));
    }

    /** The body that invites somebody. */
    String invitation(String name, String role) {
        return "{\"siteId\":\"%s\",\"email\":\"%s\",\"role\":\"%s\"}".formatted(site, email(name), role);
    }

    /** A login lives seven days. */
    TestClient loggedInAgain(String name) {
        Reply reply = server.client()
                .post(
                        "/api/auth/login",
                        "{\"email\":\"%s\",\"password\":\"sea otters hold hands\"}".formatted(email(name)));
        return server.client().bearer(reply.json().path("token").asString());
    }

    /** The token in the link of an invitation. */
    static String token(Reply invited) {
        String link = invited.json().at("/invitation/inviteUrl").asString();
        return link.substring(link.indexOf('=') + 1);
    }

    Reply answer(String name, String token, String action) {
        return user(name).post(INVITE, "{\"token\":\"%s\",\"action\":\"%s\"}".formatted(token, action));
    }

    /** Invites somebody and lets them accept. */
    void join(String name, String role) {
        user(name);
        Reply answer = answer(name, token(invite("mia", name, role)), "accept");
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    static String text(Reply reply) {
        return reply.status() + " " + reply.error();
    }

    @Override
    public void close() {
        server.close();
    }
}
