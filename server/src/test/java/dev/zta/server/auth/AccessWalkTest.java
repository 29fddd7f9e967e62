package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.account.Membership;
import dev.zta.core.site.SiteId;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of caller at every route of the whole server: what the contract's tables say (api-keys, "Scope by endpoint
 * group", "Site-limited keys", "Order of checks").
 */
class AccessWalkTest {
    private static final String TOKEN = "401 Invalid or expired token";
    private static final String READ = "403 Insufficient permissions. This key has read-only access.";
    private static final String WRITE = "403 Insufficient permissions. This key has write access only.";
    private static final String LIMITED = "403 This API key is limited to one site";
    private static final String DENIED = "403 Access denied";
    private static final String NOT_FOUND = "404 Site not found";
    private static final String IMPORT = "403 Site not found or access denied";
    private static final String LOGIN = "403 This endpoint requires a login token";
    private static final String OWNERS = "403 Access denied. Only account owners can view the activity log.";
    private static final String OK = "ok";

    @TempDir
    Path folder;

    private TestServer server;
    private final Map<String, TestClient> callers = new LinkedHashMap<>();
    private String own;

    /**
     * One request that every caller makes.
     *
     * @param path with its query, if any
     * @param others what callers get that have no answer of their own here
     * @param exceptions what some get instead
     */
    private record Cell(String method, String path, String body, String others, Map<String, String> exceptions) {
        /** Whether it is one of a route, as {@code GET /api/sites/{id}}. */
        boolean isOf(String route) {
            String pattern = route.replaceAll("\\{\\w+\\*}", ".*").replaceAll("\\{\\w+}", "[^/]+");
            return (method + " " + path.replaceFirst("\\?.*", "")).matches(pattern);
        }
    }

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
        cells.add(new Cell("GET", "/api/sites", "", OK, Map.of("nobody", TOKEN)));
        cells.add(new Cell(
                "POST",
                "/api/sites",
                "{}",
                "400 Domain is required",
                Map.of(
                        "nobody", TOKEN,
                        "read key", READ,
                        "write key", WRITE,
                        "limited key", LIMITED,
                        "limited elsewhere", LIMITED,
                        "operator", TOKEN)));
        cells.add(new Cell(
                "GET",
                "/api/sites/" + own,
                "",
                OK,
                Map.of("nobody", TOKEN, "stranger", NOT_FOUND, "limited elsewhere", elsewhere + own)));
        cells.add(new Cell(
                "GET",
                "/api/sites/site_unknown0",
                "",
                NOT_FOUND,
                Map.of(
                        "nobody", TOKEN,
                        "limited key", elsewhere + "site_unknown0",
                        "limited elsewhere", elsewhere + "site_unknown0")));
        cells.addAll(cellsOfSiteExports(elsewhere));
        for (String method : List.of("PATCH", "DELETE")) {
            cells.add(new Cell(
                    method,
                    "/api/sites",
                    "{}",
                    "400 Site ID required",
                    Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)));
        }
        cells.add(new Cell(
                "PATCH",
                "/api/sites",
                "{\"id\":\"" + own + "\",\"public\":false}",
                OK,
                Map.of(
                        "nobody", TOKEN,
                        "read key", READ,
                        "write key", WRITE,
                        "member", DENIED,
                        "viewer", DENIED,
                        "viewer's key", DENIED,
                        "stranger", NOT_FOUND,
                        "limited elsewhere", elsewhere + own)));
        cells.addAll(TeamCells.of(own, elsewhere).stream()
                .map(cell -> new Cell(cell.method(), cell.path(), cell.body(), cell.others(), cell.exceptions()))
                .toList());
        cells.addAll(PageCells.of(own, elsewhere).stream()
                .map(cell -> new Cell(cell.method(), cell.path(), cell.body(), cell.others(), cell.exceptions()))
                .toList());
        cells.addAll(cellsOfKeys(elsewhere));
        for (String path : List.of("/api/stats", "/api/stats/events", "/api/realtime", "/api/stats/completeness")) {
            cells.add(new Cell(
                    "GET",
                    path + "?siteId=" + own,
                    "",
                    OK,
                    Map.of("nobody", TOKEN, "stranger", DENIED, "limited elsewhere", elsewhere + own)));
            cells.add(new Cell("GET", path, "", "400 Site ID required", Map.of("nobody", TOKEN)));
        }
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
        cells.addAll(cellsOfActivity(elsewhere));
        cells.addAll(cellsOfAnyone());
        cells.addAll(cellsOfTheOwnAccount());
        cells.add(new Cell("GET", "/api/operator/verify", "", DENIED, Map.of("nobody", TOKEN, "operator", OK)));
        cells.add(new Cell(
                "POST",
                "/api/operator/acts",
                "{\"act\":\"user.list\"}",
                DENIED,
                Map.of("nobody", TOKEN, "operator", OK)));
        return cells;
    }

    private List<Cell> cellsOfSiteExports(String elsewhere) {
        Map<String, String> refused = Map.of(
                "nobody", TOKEN,
                "viewer", DENIED,
                "viewer's key", DENIED,
                "stranger", NOT_FOUND,
                "limited elsewhere", elsewhere + own);
        Map<String, String> refusedOrOperator = new LinkedHashMap<>(refused);
        refusedOrOperator.put("operator", TOKEN);
        String unknown = "/api/sites/site_unknown0/export";
        return List.of(
                new Cell("GET", "/api/sites/" + own + "/export", "", OK, refusedOrOperator),
                new Cell(
                        "GET",
                        "/api/sites/" + own + "/export?exportId=export_unknown",
                        "",
                        "404 Export not found",
                        refused),
                new Cell(
                        "GET",
                        unknown,
                        "",
                        NOT_FOUND,
                        Map.of(
                                "nobody", TOKEN,
                                "limited key", elsewhere + "site_unknown0",
                                "limited elsewhere", elsewhere + "site_unknown0")));
    }

    private List<Cell> cellsOfActivity(String elsewhere) {
        List<Cell> cells = new ArrayList<>();
        for (String path : List.of("/api/activity-log", "/api/activity-log/export")) {
            cells.add(new Cell(
                    "GET",
                    path,
                    "",
                    OK,
                    Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE, "operator", TOKEN)));
            cells.add(new Cell(
                    "GET",
                    path + "?siteId=" + own,
                    "",
                    OWNERS,
                    Map.of(
                            "owner", OK,
                            "admin key", OK,
                            "limited key", OK,
                            "nobody", TOKEN,
                            "read key", READ,
                            "write key", WRITE,
                            "stranger", NOT_FOUND,
                            "limited elsewhere", elsewhere + own,
                            "operator", path.endsWith("export") ? TOKEN : OK)));
        }
        return cells;
    }

    private List<Cell> cellsOfKeys(String elsewhere) {
        return List.of(
                new Cell(
                        "GET",
                        "/api/api-keys",
                        "",
                        OK,
                        Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE, "operator", TOKEN)),
                new Cell(
                        "POST",
                        "/api/api-keys",
                        "{}",
                        "400 API key name is required",
                        Map.of(
                                "nobody", TOKEN,
                                "read key", READ,
                                "write key", WRITE,
                                "limited key", LIMITED,
                                "limited elsewhere", LIMITED)),
                new Cell(
                        "PATCH",
                        "/api/api-keys",
                        "{}",
                        "400 API key ID is required",
                        Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)),
                new Cell(
                        "DELETE",
                        "/api/api-keys",
                        "",
                        "400 API key ID is required",
                        Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)),
                new Cell(
                        "GET",
                        "/api/api-keys?siteId=" + own,
                        "",
                        OK,
                        Map.of(
                                "nobody", TOKEN,
                                "read key", READ,
                                "write key", WRITE,
                                "member", DENIED,
                                "viewer", DENIED,
                                "viewer's key", DENIED,
                                "stranger", NOT_FOUND,
                                "limited elsewhere", elsewhere + own)));
    }

    /** What a login may do to its own account, and what an unlimited admin key may, too. */
    private static List<Cell> cellsOfTheOwnAccount() {
        Map<String, String> loginOnly = Map.of(
                "nobody", TOKEN,
                "read key", LOGIN,
                "write key", LOGIN,
                "admin key", LOGIN,
                "viewer's key", LOGIN,
                "limited key", LOGIN,
                "limited elsewhere", LOGIN,
                "operator", TOKEN);
        Map<String, String> adminKey = Map.of(
                "nobody", TOKEN,
                "read key", READ,
                "write key", WRITE,
                "limited key", LIMITED,
                "limited elsewhere", LIMITED,
                "operator", TOKEN);
        return List.of(
                new Cell("POST", "/api/auth/refresh", "", OK, loginOnly),
                new Cell(
                        "PATCH",
                        "/api/user/password",
                        "{}",
                        "400 Current and new password are required",
                        without(loginOnly, "operator")),
                new Cell("POST", "/api/auth/2fa/setup", "{}", "401 Invalid credentials", loginOnly),
                new Cell("POST", "/api/auth/2fa/verify", "{}", "400 Verification code required", loginOnly),
                new Cell(
                        "POST",
                        "/api/auth/2fa/disable",
                        "{}",
                        "400 Verification code required to disable 2FA",
                        loginOnly),
                new Cell("POST", "/api/auth/2fa", "{\"action\":\"setup\"}", "401 Invalid credentials", loginOnly),
                new Cell(
                        "POST",
                        "/api/auth/oauth/link",
                        "{}",
                        "400 Unknown OAuth provider",
                        without(loginOnly, "operator")),
                new Cell("POST", "/api/auth/verify-email", "", OK, fourthAndFifth(loginOnly)),
                new Cell("GET", "/api/user/sessions", "", OK, adminKey),
                new Cell("GET", "/api/user/status", "", OK, adminKey),
                new Cell("GET", "/api/usage", "", OK, adminKey),
                new Cell("GET", "/api/user/profile", "", OK, adminKey),
                new Cell("PATCH", "/api/user/profile", "{}", OK, adminKey),
                new Cell("GET", "/api/user/export", "", OK, adminKey),
                new Cell(
                        "POST",
                        "/api/user/delete",
                        "{}",
                        "400 Please confirm deletion by providing confirmDelete: \"DELETE_MY_ACCOUNT\"",
                        loginOnly),
                new Cell("DELETE", "/api/user/sessions", "", "400 Session ID or all=true required", adminKey));
    }

    /** Three mails a minute are sent from one address, and all callers have the same one. */
    private static Map<String, String> fourthAndFifth(Map<String, String> all) {
        Map<String, String> limited = new LinkedHashMap<>(all);
        limited.put("viewer", "429 Rate limit exceeded. Try again in 60 seconds.");
        limited.put("stranger", "429 Rate limit exceeded. Try again in 60 seconds.");
        return limited;
    }

    private static Map<String, String> without(Map<String, String> all, String name) {
        Map<String, String> fewer = new LinkedHashMap<>(all);
        fewer.remove(name);
        return fewer;
    }

    /** No credential is needed; what comes along is not looked at, but for a key at the beacons' route. */
    private List<Cell> cellsOfAnyone() {
        return List.of(
                new Cell("GET", "/api/health", "", OK, Map.of()),
                new Cell("GET", "/api/openapi.json", "", OK, Map.of()),
                new Cell("GET", "/api/exports/" + "0".repeat(64), "", "404 Export not found", Map.of()),
                new Cell("POST", "/api/auth/register", "{}", "400 Email is required", Map.of()),
                new Cell("POST", "/api/auth/login", "{}", "400 Email is required", Map.of()),
                new Cell("POST", "/api/auth/forgot", "{}", "400 Email is required", Map.of()),
                new Cell("GET", "/api/auth/github", "", "501 GitHub OAuth not configured", Map.of()),
                new Cell("GET", "/api/auth/google", "", "501 Google OAuth not configured", Map.of()),
                new Cell("GET", "/api/auth/callback/github", "", OK, Map.of()),
                new Cell("GET", "/api/auth/verify-email", "", "400 Invalid or expired verification link", Map.of()),
                new Cell("GET", "/api/auth/verify-reset-token", "", "400 Token is required", Map.of()),
                new Cell("POST", "/api/auth/reset", "{}", "400 Token and password are required", Map.of()),
                new Cell("POST", "/api/auth/2fa/validate", "{}", "400 Temporary token and code required", Map.of()),
                new Cell(
                        "POST",
                        "/api/track",
                        "{\"type\":\"pageview\",\"siteId\":\"" + own + "\"}",
                        OK,
                        Map.of("read key", READ, "limited elsewhere", "403 This API key cannot access " + own)));
    }

    @Test
    void every_caller_gets_at_every_route_what_the_tables_say() {
        cells().forEach(this::walk);
        server.wiring().routes().stream()
                .filter(AccessWalkTest::isPage)
                .map(route -> new Cell("GET", route.replace("GET ", ""), "", OK, Map.of()))
                .forEach(this::walk);
        walk(new Cell(
                "POST",
                "/api/auth/logout",
                "",
                "403 This endpoint requires a login token",
                Map.of(
                        "owner",
                        OK,
                        "admin",
                        OK,
                        "member",
                        OK,
                        "viewer",
                        OK,
                        "stranger",
                        OK,
                        "nobody",
                        TOKEN,
                        "operator",
                        TOKEN)));
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
            Reply reply = client.send(cell.method(), cell.path(), TestClient.utf8(cell.body()));
            assertThat(reply.status() < 400 ? OK : answer(reply))
                    .as("%s %s as %s", cell.method(), cell.path(), name)
                    .isEqualTo(cell.exceptions().getOrDefault(name, cell.others()));
        });
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
