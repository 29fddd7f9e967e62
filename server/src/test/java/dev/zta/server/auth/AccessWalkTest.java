package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Role;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.SiteId;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.stats.RealtimeFeature;
import dev.zta.server.stats.StatsFeature;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of caller at every route of accounts and statistics: what the contract's tables say (api-keys, "Scope by endpoint group", "Site-limited keys", "Order of checks").
 */
class AccessWalkTest {
    private static final String TOKEN = "401 Invalid or expired token";
    private static final String READ = "403 Insufficient permissions. This key has read-only access.";
    private static final String WRITE = "403 Insufficient permissions. This key has write access only.";
    private static final String LIMITED = "403 This API key is limited to one site";
    private static final String DENIED = "403 Access denied";
    private static final String NOT_FOUND = "404 Site not found";
    private static final String IMPORT = "403 Site not found or access denied";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private final Map<String, TestClient> callers = new LinkedHashMap<>();
    private String own = "";
    private String other = "";

    @BeforeEach
    void start() {
        AccountServer server = new AccountServer(folder, Map.of(), Optional.empty(), AccessWalkTest::siteRoutes);
        opened = server;
        TestClient owner = server.user("owner@example.org");
        own = server.site(owner, "own.example.org");
        other = server.site(owner, "other.example.org");
        callers.put("owner", owner);
        for (Role role : List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER)) {
            callers.put(role.code(), server.user(role.code() + "@example.org"));
            server.member(own, role.code() + "@example.org", role);
        }
        callers.put("stranger", server.user("stranger@example.org"));
        callers.put("nobody", server.client());
        callers.put("read key", server.key(owner, "read", Optional.empty()));
        callers.put("write key", server.key(owner, "write", Optional.empty()));
        callers.put("admin key", server.key(owner, "admin", Optional.empty()));
        callers.put("viewer's key", server.key(caller("viewer"), "admin", Optional.empty()));
        callers.put("limited key", server.key(owner, "admin", Optional.of(own)));
        callers.put("limited elsewhere", server.key(owner, "admin", Optional.of(other)));
        callers.put("operator", server.client().bearer(AccountServer.OPERATOR));
    }

    /** Those of other features, and for the import a stand-in that takes its site from the query or the body. */
    private static List<Feature> siteRoutes(AccountServer server) {
        Access access = server.access();
        return List.of(
                new StatsFeature(server.events(), server.store(), List::of, access),
                new RealtimeFeature(new LiveView(server.clock()), access),
                () -> List.of(new Route(
                        "POST", "/api/walk/import", Action.IMPORT, call -> use(access, call, Action.IMPORT))));
    }

    private static Answer use(Access access, Call call, Action action) {
        String site = call.query("siteId")
                .or(() -> call.body().length == 0
                        ? Optional.empty()
                        : Optional.ofNullable(call.json().get("siteId")).map(String::valueOf))
                .orElseThrow(() -> new ApiException(400, "Site ID required"));
        access.site(call.principal(), action, site);
        return Answer.ok(Map.of("ok", true));
    }

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
    }

    private TestClient caller(String name) {
        TestClient client = callers.get(name);
        if (client == null) {
            throw new IllegalArgumentException(name);
        }
        return client;
    }

    @Test
    void listing_sites_takes_any_credential() {
        expect("GET", "/api/sites", "", Map.of("nobody", TOKEN));
    }

    @Test
    void making_a_site_takes_an_account_and_so_no_limited_key() {
        expect(
                "POST",
                "/api/sites",
                "{}",
                with(
                        "400 Domain is required",
                        Map.of(
                                "nobody", TOKEN,
                                "read key", READ,
                                "write key", WRITE,
                                "limited key", LIMITED,
                                "limited elsewhere", LIMITED,
                                "operator", TOKEN)));
    }

    @Test
    void seeing_a_site_takes_a_role_on_it() {
        expect(
                "GET",
                "/api/sites/" + own,
                "",
                Map.of(
                        "nobody", TOKEN,
                        "stranger", NOT_FOUND,
                        "limited elsewhere", "403 This API key cannot access " + own));
        expect(
                "GET",
                "/api/sites/site_unknown0",
                "",
                with(
                        NOT_FOUND,
                        Map.of(
                                "nobody", TOKEN,
                                "limited key", "403 This API key cannot access site_unknown0",
                                "limited elsewhere", "403 This API key cannot access site_unknown0")));
    }

    @Test
    void keys_are_for_logins_and_admin_keys() {
        Map<String, String> refused = Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE, "operator", TOKEN);
        expect("GET", "/api/api-keys", "", refused);
        expect(
                "POST",
                "/api/api-keys",
                "{}",
                with(
                        "400 API key name is required",
                        Map.of(
                                "nobody", TOKEN,
                                "read key", READ,
                                "write key", WRITE,
                                "limited key", LIMITED,
                                "limited elsewhere", LIMITED)));
        expect(
                "DELETE",
                "/api/api-keys",
                "",
                with("400 API key ID is required", Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)));
        expect(
                "GET",
                "/api/api-keys?siteId=" + own,
                "",
                Map.of(
                        "nobody", TOKEN,
                        "read key", READ,
                        "write key", WRITE,
                        "member", DENIED,
                        "viewer", DENIED,
                        "viewer's key", DENIED,
                        "stranger", NOT_FOUND,
                        "limited elsewhere", "403 This API key cannot access " + own));
    }

    @Test
    void reading_statistics_takes_a_role_and_the_keys_own_site() {
        for (String path : List.of("/api/stats", "/api/realtime", "/api/stats/completeness")) {
            expect(
                    "GET",
                    path + "?siteId=" + own,
                    "",
                    Map.of(
                            "nobody", TOKEN,
                            "stranger", DENIED,
                            "limited elsewhere", "403 This API key cannot access " + own));
            expect("GET", path, "", with("400 Site ID required", Map.of("nobody", TOKEN)));
        }
    }

    @Test
    void a_site_named_in_a_body_holds_a_limited_key_like_one_in_a_query() {
        Map<String, String> expected = Map.of(
                "nobody", TOKEN,
                "read key", READ,
                "member", IMPORT,
                "viewer", IMPORT,
                "viewer's key", IMPORT,
                "stranger", IMPORT,
                "limited elsewhere", "403 This API key cannot access " + own);
        expect("POST", "/api/walk/import?siteId=" + own, "{}", expected);
        expect("POST", "/api/walk/import", "{\"siteId\":\"" + own + "\"}", expected);
    }

    @Test
    void role_and_site_are_looked_up_at_each_request() {
        String path = "/api/stats?siteId=" + own;
        assertThat(caller("viewer's key").get(path).status()).isEqualTo(200);
        AccountServer server = opened;
        if (server != null) {
            server.store().removeMember(new SiteId(own), server.userId("viewer@example.org"));
        }
        assertThat(answer(caller("viewer's key").get(path))).isEqualTo(DENIED);
        assertThat(answer(caller("viewer").get(path))).isEqualTo(DENIED);
    }

    private Map<String, String> with(String usual, Map<String, String> exceptions) {
        Map<String, String> all = new LinkedHashMap<>();
        callers.keySet().forEach(name -> all.put(name, exceptions.getOrDefault(name, usual)));
        return all;
    }

    /** Whoever is not in the map is let in. */
    private void expect(String method, String path, String body, Map<String, String> refusals) {
        callers.forEach((name, client) -> {
            Reply reply = client.send(method, path, TestClient.utf8(body));
            String answer = reply.status() < 300 ? "ok" : answer(reply);
            assertThat(answer).as("%s as %s", method + " " + path, name).isEqualTo(refusals.getOrDefault(name, "ok"));
        });
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
