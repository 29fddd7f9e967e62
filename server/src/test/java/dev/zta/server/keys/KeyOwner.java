package dev.zta.server.keys;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with an account that has two sites. */
abstract class KeyOwner {
    static final String PATH = "/api/api-keys";
    static final String NOT_FOUND = "404 API key not found";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private @Nullable TestClient owner;
    String site = "";
    String other = "";

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        owner = opened.user("mia@example.org");
        site = opened.site(owner, "shop.example.org");
        other = opened.site(owner, "blog.example.org");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    final AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    final TestClient owner() {
        if (owner == null) {
            throw new IllegalStateException("Not started");
        }
        return owner;
    }

    final String newKeyId(String scope, Optional<String> siteId) {
        return server().newKey(owner(), scope, siteId).json().at("/apiKey/id").asString();
    }

    static List<String> ids(Reply list) {
        List<String> ids = new ArrayList<>();
        list.json().path("apiKeys").forEach(key -> ids.add(key.path("id").asString()));
        return ids;
    }

    static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
