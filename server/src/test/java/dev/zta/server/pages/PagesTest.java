package dev.zta.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private final FeatureServer server =
            FeatureServer.of(new DashboardFeature(List.of("github")), new TrackerFeature());
    private final TestClient client = server.client();

    @AfterAll
    void stop() {
        server.close();
    }

    /** Contract: cli, "Pages". */
    @Test
    void every_page_has_a_strict_policy() {
        for (String page : List.of(
                "/dashboard/", "/dashboard/site_12345678/live", "/login/", "/setup/", "/reset/", "/verify-email/")) {
            Reply reply = client.get(page);

            assertThat(reply.status()).as(page).isEqualTo(200);
            assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(reply.header("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; ")
                    .contains("script-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.header("Referrer-Policy")).contains("same-origin");
            assertThat(reply.header("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    /** A page asks nobody whether to offer logging in elsewhere: a question to an unready provider would be an error. */
    @Test
    void the_page_says_whose_accounts_one_can_log_in_with() {
        String name = "<meta name=\"login-providers\" content=\"%s\"";
        assertThat(client.get("/login/").text()).contains(name.formatted("github"));
        try (FeatureServer without = FeatureServer.of(new DashboardFeature(List.of()))) {
            assertThat(without.client().get("/login/").text()).contains(name.formatted(""));
        }
    }

    @Test
    void assets_are_kept_by_browsers_for_ever() {
        Matcher asset = Pattern.compile("/assets/[^\"]+\\.js")
                .matcher(client.get("/dashboard/").text());
        assertThat(asset.find()).isTrue();

        Reply reply = client.get(asset.group());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(reply.header("Content-Type")).contains("text/javascript; charset=utf-8");
    }

    @Test
    void nothing_outside_the_folder_can_be_named() {
        for (String path : List.of(
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "/assets/..%2findex.html",
                "/assets/",
                "/assets/%00.js",
                "/assets//etc/passwd",
                "/assets/nothing.js",
                "/assets/x%5C..%5Cy.js")) {
            assertThat(client.get(path).status()).as(path).isIn(400, 404);
        }
    }

    /** Contract: tracker, "Files and delivery". */
    @Test
    void the_tracker_is_served_at_all_its_addresses() {
        for (String address : List.of(
                "/js/analytics.js", "/track.js", "/js/track.js", "/js/analytics.min.js", "/js/analytics.full.min.js")) {
            Reply reply = client.get(address);

            assertThat(reply.status()).as(address).isEqualTo(200);
            assertThat(reply.header("Content-Type")).contains("text/javascript; charset=utf-8");
            assertThat(reply.header("Cache-Control")).contains("public, max-age=3600");
            assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
            assertThat(reply.header("Cross-Origin-Resource-Policy")).contains("cross-origin");
            assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.header("Set-Cookie")).isEmpty();

            String tag = reply.header("ETag").orElseThrow();
            Reply again = client.with("If-None-Match", tag).get(address);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void files_are_compressed_for_those_who_can_read_it() {
        Reply plain = client.get("/track.js");
        Reply packed = client.with("Accept-Encoding", "gzip, br").get("/track.js");

        assertThat(packed.header("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length);
        assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
    }

    @Test
    void who_can_not_read_compressed_files_says_so_in_many_ways() {
        for (String wish : List.of("gzip;q=0", "br, gzip; q=0.0", "gzip;q=0, br", "notgzip", "identity")) {
            assertThat(client.with("Accept-Encoding", wish).get("/track.js").header("Content-Encoding"))
                    .as(wish)
                    .isEmpty();
        }
        for (String wish : List.of("GZip", "br;q=0, gzip;q=0.1", "gzip ; q=1, br")) {
            assertThat(client.with("Accept-Encoding", wish).get("/track.js").header("Content-Encoding"))
                    .as(wish)
                    .contains("gzip");
        }
    }

    @Test
    void the_root_leads_to_the_dashboard() {
        Reply reply = client.get("/");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).contains("/dashboard/");
    }
}
