package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.DENIED;
import static dev.zta.server.auth.Answers.OK;
import static dev.zta.server.auth.Answers.READ;
import static dev.zta.server.auth.Answers.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.account.Membership;
import dev.zta.core.site.SiteId;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of caller at every route of the whole server: what the contract's tables say (api-keys, "Scope by endpoint
 * group", "Site-limited keys", "Order of checks").
 */
class AccessWalkTest {
    private static final String IMPORT = "403 Site not found or access denied";

    /** Routes that name something on a site by its own id, and not the site. */
    private static final Set<String> NAMING_NO_SITE =
            Set.of("DELETE /api/sites/share", "PATCH /api/segments", "DELETE /api/segments");

    @TempDir
    Path folder;

    private TestServer server;
    private final Map<String, TestClient> callers = new LinkedHashMap<>();
    private String own = "";
    private String foreign = "";
    private final List<String> wrong = new ArrayList<>();
    private int calls;

    @BeforeEach
    void start() {
        server = TestServer.on(
                folder,
                Map.of("ZTA_REGISTRATION", "open", "ZTA_RATE_API", "100000/1m"),
                new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
        TestClient owner = user("owner");
        own = site(owner, "own.example.org");
        String other = site(owner, "other.example.org");
        callers.put("owner", owner);
        for (Role role : List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER)) {
            callers.put(role.code(), user(role.code()));
            server.wiring()
                    .stores()
                    .accounts()
                    .putMember(new Membership(
                            new SiteId(own),
                            id(role.code()),
                            role,
                            server.clock().instant()));
        }
        callers.put("stranger", user("stranger"));
        callers.put("nobody", server.client());
        callers.put("read key", key(owner, "read", ""));
        callers.put("write key", key(owner, "write", ""));
        callers.put("admin key", key(owner, "admin", ""));
        callers.put("viewer's key", key(caller("viewer"), "admin", ""));
        callers.put("limited key", key(owner, "admin", ",\"siteId\":\"" + own + "\""));
        callers.put("limited elsewhere", key(owner, "admin", ",\"siteId\":\"" + other + "\""));
        callers.put("operator", server.operator());
        callers.put("limited read key", key(owner, "read", ",\"siteId\":\"" + own + "\""));
        addEndedCallers(owner);
        foreign = site(user("outsider"), "foreign.example.org");
    }

    /** Who was let in until a moment ago; each of them has been. */
    private void addEndedCallers(TestClient owner) {
        TestClient disabled = user("disabled");
        callers.put("disabled user", disabled);
        callers.put("key of the disabled user", key(disabled, "admin", ""));
        Reply revoked = owner.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"admin\"}");
        callers.put(
                "revoked key",
                server.client().bearer(revoked.json().at("/apiKey/key").asString()));
        callers.put("expired key", key(owner, "admin", ",\"expiresIn\":1"));
        for (String name : Answers.ENDED.keySet()) {
            assertThat(caller(name).get("/api/sites").status()).as(name).isEqualTo(200);
        }
        server.wiring().stores().accounts().logins().setDisabled(id("disabled"), true);
        owner.delete("/api/api-keys?id=" + revoked.json().at("/apiKey/id").asString());
        server.clock().advance(Duration.ofDays(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient user(String name) {
        Reply registered = server.client()
                .with("X-Forwarded-For", "198.51.100." + (callers.size() + 1))
                .post(
                        "/api/auth/register",
                        "{\"email\":\"" + name + "@example.org\",\"password\":\"sea otters hold hands\"}");
        return server.client().bearer(registered.json().path("token").asString());
    }

    private String id(String name) {
        return server.wiring()
                .stores()
                .accounts()
                .userByEmail(name + "@example.org")
                .orElseThrow()
                .id();
    }

    private static String site(TestClient owner, String domain) {
        Reply made = owner.post("/api/sites", "{\"domain\":\"" + domain + "\"}");
        return made.json().path("site").path("id").asString();
    }

    private TestClient key(TestClient user, String scope, String more) {
        Reply made = user.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"" + scope + "\"" + more + "}");
        return server.client().bearer(made.json().path("apiKey").path("key").asString());
    }

    private TestClient caller(String name) {
        TestClient client = callers.get(name);
        if (client == null) {
            throw new IllegalArgumentException(name);
        }
        return client;
    }

    private List<Cell> cells() {
        String elsewhere = "403 This API key cannot access ";
        List<Cell> cells = new ArrayList<>();
        cells.addAll(SiteCells.of(own));
        cells.addAll(TeamCells.of(own, elsewhere).stream()
                .map(cell -> new Cell(cell.method(), cell.path(), cell.body(), cell.others(), cell.exceptions()))
                .toList());
        cells.addAll(PageCells.of(own, elsewhere).stream()
                .map(cell -> new Cell(cell.method(), cell.path(), cell.body(), cell.others(), cell.exceptions()))
                .toList());
        cells.addAll(KeyCells.ofKeys(own));
        cells.addAll(ReportCells.of(own));
        cells.add(new Cell(
                "POST",
                "/api/import/file?format=combined&siteId=" + own,
                "",
                OK,
                Map.of(
                        "nobody", TOKEN,
                        "read key", READ,
                        "member", IMPORT,
                        "viewer", IMPORT,
                        "viewer's key", IMPORT,
                        "stranger", IMPORT,
                        "limited elsewhere", elsewhere + own)));
        cells.addAll(QueryCells.of(own));
        cells.addAll(QueryCells.ofUnseen(Cell.UNKNOWN_SITE));
        cells.addAll(QueryCells.ofUnseen(foreign));
        cells.addAll(KeyCells.ofActivity(own));
        cells.addAll(AccountCells.ofAnyone(own));
        cells.addAll(AccountCells.ofOwnAccount());
        cells.addAll(UnseenSiteCells.of(Cell.UNKNOWN_SITE));
        cells.addAll(UnseenSiteCells.of(foreign));
        cells.add(new Cell("GET", "/api/operator/verify", "", DENIED, Map.of("nobody", TOKEN, "operator", OK)));
        cells.add(new Cell(
                "POST",
                "/api/operator/acts",
                "{\"act\":\"user.list\"}",
                DENIED,
                Map.of("nobody", TOKEN, "operator", OK)));
        return cells;
    }

    @Test
    void every_caller_gets_at_every_route_what_the_tables_say() {
        cells().forEach(this::walk);
        server.wiring().routes().stream()
                .filter(AccessWalkTest::isPage)
                .map(route -> Cell.open(route.replace("GET ", "")))
                .forEach(this::walk);
        walk(new Cell("POST", "/api/auth/logout", "", OK, Answers.forLogins(Map.of("operator", TOKEN))));
        assertThat(wrong).isEmpty();
    }

    /** A new route must come with its cells. */
    @Test
    void every_route_is_walked() {
        List<Cell> cells = cells();
        assertThat(server.wiring().routes())
                .filteredOn(route -> !isPage(route) && !route.equals("POST /api/auth/logout"))
                .filteredOn(route -> !route.startsWith("GET ") || route.contains("/api/"))
                .allMatch(route -> cells.stream().anyMatch(cell -> cell.isOf(route)));
    }

    /** Contract: api-keys, "Site-limited keys"; a route with a site must come with a line in {@link UnseenSiteCells}. */
    @Test
    void every_route_that_names_a_site_is_walked_with_an_own_a_foreign_and_an_unknown_one() {
        List<Cell> cells = cells();
        List<String> naming = server.wiring().served().stream()
                .filter(route -> route.action().role().isPresent())
                .map(route -> route.method() + " " + route.path())
                .filter(route -> !NAMING_NO_SITE.contains(route))
                .toList();
        assertThat(naming)
                .hasSizeGreaterThan(20)
                .allSatisfy(route -> assertThat(
                                cells.stream().filter(cell -> cell.isOf(route)).map(cell -> cell.site(own, foreign)))
                        .as("sites of %s (UnseenSiteCells has those that nobody can see)", route)
                        .contains(Cell.Site.OWN, Cell.Site.FOREIGN, Cell.Site.UNKNOWN));
    }

    /** A page or script without parameters in its address. */
    private static boolean isPage(String route) {
        return route.startsWith("GET /") && !route.contains("/api/") && !route.contains("{");
    }

    @Test
    void role_and_site_are_looked_up_at_each_request() {
        String path = "/api/stats?siteId=" + own;
        assertThat(caller("viewer's key").get(path).status()).isEqualTo(200);
        server.wiring().stores().accounts().removeMember(new SiteId(own), id("viewer"));
        assertThat(answer(caller("viewer's key").get(path))).isEqualTo(DENIED);
        assertThat(answer(caller("viewer").get(path))).isEqualTo(DENIED);
    }

    private void walk(Cell cell) {
        callers.forEach((name, client) -> {
            String expected = cell.expected(name);
            if (!expected.equals(Cell.NOT_CALLED)) {
                String body = cell.body().replace(Cell.CALLER, name);
                Reply reply = from(name, client).send(cell.method(), cell.path(), TestClient.utf8(body));
                String got = reply.status() < 400 ? OK : answer(reply);
                if (!got.equals(expected)) {
                    wrong.add("%s %s %s as %s: %s, and not %s"
                            .formatted(cell.method(), cell.path(), cell.body(), name, got, expected));
                }
            }
        });
    }

    /** Failed keys are counted by address: theirs come from a new one each. */
    private TestClient from(String name, TestClient client) {
        calls++;
        return Answers.ENDED.containsKey(name)
                ? client.with("X-Forwarded-For", "10.%d.%d.9".formatted(calls / 250, calls % 250))
                : client;
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
