package dev.zta.server.sites;

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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Contract: beyond, "Exclusions per site": set over HTTP, acting on beacons and imports, counted in the ledger. */
class SiteExclusionsTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String SUCCESS = "200 {\"success\":true}";

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void start() {
        server = TestServer.on(
                folder,
                Map.of("ZTA_REGISTRATION", "open", "ZTA_GEO_DB", "none"),
                new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
        owner = user("mia");
        site = owner.post("/api/sites", "{\"domain\":\"example.org\"}")
                .json()
                .at("/site/id")
                .asString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient user(String name) {
        Reply registered = server.client()
                .with("X-Forwarded-For", "198.51.100." + name.length())
                .post(
                        "/api/auth/register",
                        "{\"email\":\"" + name + "@example.net\",\"password\":\"sea otters hold hands\"}");
        return server.client().bearer(registered.json().path("token").asString());
    }

    private Reply set(String settings) {
        return owner.patch("/api/sites", "{\"id\":\"%s\",\"settings\":{%s}}".formatted(site, settings));
    }

    private String track(TestClient client, String fields) {
        Reply reply = client.with("User-Agent", FIREFOX)
                .post("/api/track", "{\"siteId\":\"%s\",\"type\":\"pageview\"%s}".formatted(site, fields));
        return reply.status() + " " + reply.text();
    }

    private JsonNode totals() {
        server.settle();
        server.clock().advance(Duration.ofMinutes(15));
        return owner.get("/api/stats/completeness?period=24h&siteId=" + site)
                .json()
                .path("totals");
    }

    @Test
    void what_is_set_is_answered_in_its_stored_form_and_told_in_the_log_without_values() {
        Reply reply = set("\"excludeIps\":[\" 203.0.113.0/24\",\"2001:DB8::42\"],\"excludeCountries\":[\"nl\"],"
                + "\"allowHostnames\":[\"Shop.Example.org\"],\"excludeReferrers\":[\"www.spam.example\",\"b\u00fccher.example\"],"
                + "\"referrerSpam\":false");
        String settings = "{\"excludePaths\":[],\"ignoreParams\":[],\"dataRetention\":730,\"heatmapPages\":[],"
                + "\"excludeCountries\":[\"NL\"],\"allowHostnames\":[\"shop.example.org\"],"
                + "\"excludeReferrers\":[\"spam.example\",\"xn--bcher-kva.example\"],\"referrerSpam\":false";
        String addresses = ",\"excludeIps\":[\"203.0.113.0/24\",\"2001:DB8::42\"]}";
        assertThat(reply.json().at("/site/settings").toString()).isEqualTo(settings + addresses);
        JsonNode entry =
                owner.get("/api/activity-log?action=settings.updated").json().at("/activities/0/metadata");
        assertThat(entry.toString())
                .contains("\"changed\":[\"excludeIps\",\"excludeCountries\",\"allowHostnames\",\"excludeReferrers\","
                        + "\"referrerSpam\"]")
                .doesNotContain("203.0");
        assertThat(set("\"excludeCountries\":[]").json().at("/site/settings/excludeIps"))
                .hasSize(2);
    }

    @Test
    void a_new_site_may_have_them_at_once() {
        Reply reply = owner.post("/api/sites", """
                {"domain":"new.example.org","settings":{"excludeIps":["192.0.2.1"],"excludeReferrers":["spam.example"]}}
                """);
        assertThat(reply.json().at("/site/settings/excludeIps/0").asString()).isEqualTo("192.0.2.1");
        assertThat(reply.json().at("/site/settings/excludeReferrers/0").asString())
                .isEqualTo("spam.example");
    }

    @Test
    void only_owner_and_admins_see_the_addresses() {
        set("\"excludeIps\":[\"203.0.113.9\"]");
        assertThat(read(owner).has("excludeIps")).isTrue();
        assertThat(read(member("adam", Role.ADMIN)).has("excludeIps")).isTrue();
        assertThat(read(member("member", Role.MEMBER)).has("excludeIps")).isFalse();
        assertThat(read(member("a-viewer", Role.VIEWER)).has("excludeIps")).isFalse();
        assertThat(read(key("read")).has("excludeIps")).isFalse();
        assertThat(read(key("admin")).has("excludeIps")).isTrue();
        assertThat(read(key("read")).has("excludeCountries")).isTrue();
    }

    private TestClient member(String name, Role role) {
        TestClient member = user(name);
        var accounts = server.wiring().stores().accounts();
        String userId =
                accounts.userByEmail(name + "@example.net").orElseThrow().id();
        accounts.putMember(
                new Membership(new SiteId(site), userId, role, server.clock().instant()));
        return member;
    }

    private TestClient key(String scope) {
        Reply made = owner.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"" + scope + "\"}");
        return server.client().bearer(made.json().at("/apiKey/key").asString());
    }

    private JsonNode read(TestClient client) {
        return client.get("/api/sites/" + site).json().at("/site/settings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"excludeIps\":[\"203.0.113\"]              | excludeIps",
                "\"excludeIps\":[\"203.0.113.256\"]          | excludeIps",
                "\"excludeIps\":[\"203.0.113.0/33\"]         | excludeIps",
                "\"excludeIps\":[\"203.0.113.1,192.0.2.1\"]  | excludeIps",
                "\"excludeIps\":[\"2001:db8::/129\"]         | excludeIps",
                "\"excludeIps\":[\"fe80::1%eth0\"]           | excludeIps",
                "\"excludeIps\":[\"example.org\"]            | excludeIps",
                "\"excludeIps\":[\"\"]                       | excludeIps",
                "\"excludeIps\":\"203.0.113.1\"              | excludeIps",
                "\"excludeCountries\":[\"NLD\"]              | excludeCountries",
                "\"excludeCountries\":[\"QQ\"]               | excludeCountries",
                "\"allowHostnames\":[\"https://a.org\"]      | allowHostnames",
                "\"allowHostnames\":[7]                      | allowHostnames",
                "\"excludeReferrers\":[\"spam\"]             | excludeReferrers",
                "\"excludeReferrers\":[\"spam.example/x\"]   | excludeReferrers",
                "\"referrerSpam\":\"no\"                     | referrerSpam",
            })
    void what_is_no_such_thing_is_refused_by_its_name(String setting, String field) {
        Reply reply = owner.send(
                "PATCH", "/api/sites", TestClient.utf8("{\"id\":\"%s\",\"settings\":{%s}}".formatted(site, setting)));
        assertThat(reply.status() + " " + reply.error()).isEqualTo("400 Invalid site settings");
        assertThat(reply.json().path("fields").has("settings." + field)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "excludeIps, 192.0.2.1, 50",
        "excludeCountries, NL, 50",
        "allowHostnames, a.example.org, 20",
        "excludeReferrers, spam.example, 200"
    })
    void there_may_be_so_many_and_not_one_more(String field, String value, int most) {
        assertThat(set(list(field, value, most)).status()).isEqualTo(200);
        assertThat(set(list(field, value, most + 1)).error()).isEqualTo("Invalid site settings");
    }

    private static String list(String field, String value, int count) {
        return "\"%s\":[%s]".formatted(field, String.join(",", Collections.nCopies(count, '"' + value + '"')));
    }

    @Test
    void each_drops_what_it_names_answers_as_always_and_is_counted() {
        set("\"excludeIps\":[\"203.0.113.0/24\",\"2001:db8::42\"],\"excludeCountries\":[\"NL\"],"
                + "\"allowHostnames\":[\"example.org\"],\"excludeReferrers\":[\"spam.example\"],"
                + "\"excludePaths\":[\"/admin\"]");
        TestClient visitor = server.client().with("X-Forwarded-For", "192.0.2.1");
        List<String> answers = List.of(
                track(server.client().with("X-Forwarded-For", "203.0.113.9"), ""),
                track(server.client().with("X-Forwarded-For", "2001:db8::42"), ""),
                track(visitor.with("X-Country", "NL"), ""),
                track(visitor.with("Origin", "https://www.example.org"), ""),
                track(visitor, ",\"referrer\":\"https://a.spam.example/x\""),
                track(visitor, ",\"path\":\"/admin/x\""),
                track(server.client().with("X-Forwarded-For", "2001:db8::43"), ""),
                track(visitor.with("Origin", "https://example.org").with("X-Country", "BE"), ""));
        assertThat(answers).containsOnly(SUCCESS);
        JsonNode totals = totals();
        assertThat(totals.path("received").asInt()).isEqualTo(8);
        assertThat(totals.path("stored").asInt()).isEqualTo(2);
        assertThat(totals.path("dropped").toString())
                .isEqualTo("{\"bot\":0,\"excluded_path\":1,\"duplicate\":0,\"plan_limit\":0,\"excluded_ip\":2,"
                        + "\"excluded_country\":1,\"excluded_hostname\":1,\"referrer_spam\":1}");
        assertThat(owner.get("/api/stats?period=24h&siteId=" + site)
                        .json()
                        .at("/summary/pageviews")
                        .asInt())
                .isEqualTo(2);
    }

    /** "A public list of referrer spam … applies unless referrerSpam: false". */
    @Test
    void referrer_spam_is_dropped_and_told_with_its_subdomains_and_nothing_that_only_looks_alike() {
        String spam = ",\"referrer\":\"https://%s/win?a=1\"";
        for (String host : List.of("semalt.com", "WWW.Semalt.COM", "crawler.semalt.com", "zahvat.ru")) {
            assertThat(track(server.client(), spam.formatted(host))).isEqualTo(SUCCESS);
        }
        for (String host : List.of("notsemalt.com", "semalt.com.example.net", "example.net", "semalt.org")) {
            assertThat(track(server.client(), spam.formatted(host))).isEqualTo(SUCCESS);
        }
        JsonNode totals = totals();
        assertThat(totals.at("/dropped/referrer_spam").asInt()).isEqualTo(4);
        assertThat(totals.path("stored").asInt()).isEqualTo(4);
        assertThat(owner.get("/api/stats?period=24h&siteId=" + site).text())
                .contains("notsemalt.com")
                .doesNotContain("zahvat.ru");
    }

    @Test
    void referrer_spam_is_stored_where_the_owner_wants_it() {
        set("\"referrerSpam\":false");
        track(server.client(), ",\"referrer\":\"https://semalt.com/\"");
        JsonNode totals = totals();
        assertThat(totals.at("/dropped/referrer_spam").asInt()).isZero();
        assertThat(totals.path("stored").asInt()).isEqualTo(1);
    }

    @Test
    void a_server_that_reports_for_visitors_is_asked_for_theirs() {
        set("\"excludeIps\":[\"203.0.113.9\"],\"allowHostnames\":[\"shop.example.org\"]");
        TestClient writing = key("write").with("Origin", "https://elsewhere.example.net");
        assertThat(track(writing, ",\"clientIp\":\"203.0.113.9\"")).isEqualTo(SUCCESS);
        assertThat(track(writing, ",\"clientIp\":\"203.0.113.8\"")).isEqualTo(SUCCESS);
        JsonNode totals = totals();
        assertThat(totals.at("/dropped/excluded_ip").asInt()).isEqualTo(1);
        assertThat(totals.path("stored").asInt()).isEqualTo(1);
    }

    @Test
    void an_imported_log_passes_the_same_rules() {
        set("\"excludeIps\":[\"203.0.113.9\"],\"excludeReferrers\":[\"spam.example\"]");
        String lines = line("203.0.113.9", "-") + line("192.0.2.1", "https://spam.example/") + line("192.0.2.1", "-");
        Reply reply = imported(lines + line("192.0.2.1", "http://a.semalt.com/"));
        assertThat(reply.json().path("imported").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/dropped/excluded_ip").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/dropped/referrer_spam").asInt()).isEqualTo(2);
    }

    @Test
    void an_import_keeps_referrer_spam_where_the_owner_wants_it() {
        set("\"referrerSpam\":false");
        assertThat(imported(line("192.0.2.1", "http://semalt.com/"))
                        .json()
                        .path("imported")
                        .asInt())
                .isEqualTo(1);
    }

    private Reply imported(String lines) {
        return owner.send("POST", "/api/import/file?format=combined&siteId=" + site, TestClient.utf8(lines));
    }

    private static String line(String address, String referrer) {
        return "%s - - [01/Mar/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 12 \"%s\" \"%s\"\n"
                .formatted(address, referrer, FIREFOX);
    }
}
