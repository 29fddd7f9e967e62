package dev.zta.server.shares;

import static dev.zta.server.shares.SharedSite.STATS;
import static dev.zta.server.shares.SharedSite.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: public-stats, "GET /api/public/stats": who gets an answer, how often, and with which headers. */
class PublicStatsTest {
    private static final String NO_LINK = "404 Invalid or expired share link";
    private static final String LIMITED = "429 Rate limit exceeded. Try again in 60 seconds.";

    @TempDir
    Path folder;

    private Optional<SharedSite> opened = Optional.empty();

    @BeforeEach
    void start() {
        opened = Optional.of(new SharedSite(folder));
    }

    @AfterEach
    void stop() {
        shared().close();
    }

    private SharedSite shared() {
        return opened.orElseThrow();
    }

    private TestClient from(String address) {
        return shared().server().client().with("X-Forwarded-For", address);
    }

    private JsonNode listed() {
        return shared().owner()
                .get("/api/sites/share?siteId=" + shared().id())
                .json()
                .at("/shares/0");
    }

    @Test
    void the_older_name_is_the_same_endpoint() {
        String token = shared().link("");
        Reply older = shared().server().client().get("/api/public-stats?token=" + token);
        assertThat(older.text()).isEqualTo(shared().get("?token=" + token).text());
    }

    @Test
    void without_a_period_it_is_a_week_or_the_first_that_the_link_allows() {
        String week = shared().link(",\"allowedPeriods\":[\"365d\",\"7d\"]");
        assertThat(shared().get("?token=" + week).json().path("period").asString())
                .isEqualTo("7d");
        String longer = shared().link(",\"allowedPeriods\":[\"365d\",\"30d\"]");
        JsonNode shown = shared().get("?token=" + longer).json();
        assertThat(shown.path("period").asString()).isEqualTo("30d");
        assertThat(shown.path("allowedPeriods").toString()).isEqualTo("[\"30d\",\"365d\"]");
    }

    @Test
    void a_public_site_allows_every_period_and_its_flag_acts_at_once() {
        String query = "?siteId=" + shared().id();
        assertThat(text(shared().get(query))).isEqualTo("404 Site not found");
        shared().setPublic(true);
        for (String period : List.of("24h", "7d", "30d", "90d", "365d")) {
            assertThat(shared().get(query + "&period=" + period)
                            .json()
                            .path("period")
                            .asString())
                    .isEqualTo(period);
        }
        assertThat(shared().get(query).header("X-Robots-Tag")).isEmpty();
        shared().setPublic(false);
        assertThat(text(shared().get(query))).isEqualTo("404 Site not found");
    }

    @Test
    void with_both_the_token_counts() {
        String token = shared().link(",\"allowedPeriods\":[\"30d\"]");
        shared().setPublic(true);
        assertThat(shared().get("?siteId=" + shared().id() + "&token=" + token)
                        .json()
                        .path("period")
                        .asString())
                .isEqualTo("30d");
        assertThat(text(shared().get("?token=share_x&siteId=" + shared().id()))).isEqualTo(NO_LINK);
    }

    /** Contract: public-stats, "Effect is immediate at the server", "It survives changes of role or removal of its creator". */
    @Test
    void a_link_ends_with_its_revocation_its_time_and_its_site() {
        String revoked = shared().link("");
        String expiring = shared().link(",\"expiresIn\":\"1d\"");
        String other = shared().link("");
        assertThat(shared().get("?token=" + revoked).status()).isEqualTo(200);
        shared().owner().delete("/api/sites/share?token=" + revoked);
        assertThat(text(shared().get("?token=" + revoked))).isEqualTo(NO_LINK);
        shared().server().clock().advance(Duration.ofDays(1).minusMillis(1));
        assertThat(shared().get("?token=" + expiring).status()).isEqualTo(200);
        shared().server().clock().advance(Duration.ofMillis(1));
        assertThat(text(shared().get("?token=" + expiring))).isEqualTo(NO_LINK);
        assertThat(shared().get("?token=" + other).status()).isEqualTo(200);
        shared().owner().delete("/api/sites?id=" + shared().id());
        assertThat(text(shared().get("?token=" + other))).isEqualTo(NO_LINK);
    }

    @Test
    void copies_live_five_minutes_and_never_longer_than_the_link() {
        Reply open = shared().get("?token=" + shared().link(""));
        assertThat(open.header("Cache-Control")).contains("public, max-age=300");
        assertThat(open.header("Referrer-Policy")).contains("no-referrer");
        assertThat(open.header("X-Robots-Tag")).contains("noindex");
        assertThat(open.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(open.header("Set-Cookie")).isEmpty();
        String expiring = shared().link(",\"expiresAt\":\"2026-03-02T12:01:30Z\"");
        assertThat(shared().get("?token=" + expiring).header("Cache-Control")).contains("public, max-age=90");
        Reply guarded = shared().get("?token=" + shared().guardedLink(), SharedSite.PASSWORD);
        assertThat(guarded.status()).isEqualTo(200);
        assertThat(guarded.header("Cache-Control")).contains("private, no-store");
    }

    @Test
    void refusals_have_the_same_headers_and_are_kept_by_nobody() {
        String guarded = "?token=" + shared().guardedLink();
        for (Reply refused : List.of(
                shared().get("?token=x"),
                shared().get(guarded),
                shared().get(guarded, "wrong otters"),
                shared().get("?token=" + shared().link("") + "&period=1d"))) {
            assertThat(refused.header("Cache-Control")).contains("no-store");
            assertThat(refused.header("Access-Control-Allow-Origin")).contains("*");
            assertThat(refused.header("Referrer-Policy")).contains("no-referrer");
            assertThat(refused.header("X-Robots-Tag")).contains("noindex");
            assertThat(refused.header("WWW-Authenticate")).isEmpty();
        }
        Reply method = shared().server().client().send("POST", STATS, new byte[0]);
        assertThat(text(method)).isEqualTo("405 Method not allowed");
        assertThat(method.header("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void every_origin_may_read_it_and_send_a_password() {
        for (String path : List.of(STATS, "/api/public-stats")) {
            Reply preflight = shared().server().client().send("OPTIONS", path, new byte[0]);
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Origin")).contains("*");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, OPTIONS");
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Content-Type, X-Share-Password");
        }
    }

    @Test
    void a_link_remembers_how_often_and_in_which_minute_it_was_used() {
        String token = shared().guardedLink();
        shared().get("?token=" + token);
        shared().get("?token=" + token, "wrong otters");
        assertThat(listed().path("accessCount").asInt()).isZero();
        shared().get("?token=" + token, SharedSite.PASSWORD);
        shared().server().clock().advance(Duration.ofSeconds(119));
        shared().get("?token=" + token, SharedSite.PASSWORD);
        assertThat(listed().path("accessCount").asInt()).isEqualTo(2);
        assertThat(listed().path("lastAccessedAt").asString()).isEqualTo("2026-03-02T12:01:00.000Z");
    }

    @Test
    void sixty_calls_a_minute_are_answered_to_an_address_before_anything_is_looked_at() {
        TestClient visitor = from("203.0.113.9");
        for (int i = 0; i < 60; i++) {
            assertThat(visitor.get(STATS).status()).isEqualTo(400);
        }
        shared().server().clock().advance(Duration.ofSeconds(20));
        Reply refused = visitor.get(STATS);
        assertThat(text(refused)).isEqualTo(LIMITED);
        assertThat(refused.header("Retry-After")).contains("40");
        assertThat(from("203.0.113.10").get(STATS).status()).isEqualTo(400);
        shared().server().clock().advance(Duration.ofSeconds(40));
        assertThat(visitor.get(STATS).status()).isEqualTo(400);
    }

    @Test
    void an_address_has_five_guesses_in_a_quarter_of_an_hour_and_right_ones_count_for_nothing() {
        String link = "?token=" + shared().guardedLink();
        for (int i = 0; i < 8; i++) {
            assertThat(shared().get(link, SharedSite.PASSWORD).status()).isEqualTo(200);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(text(shared().get(link, "wrong otters"))).isEqualTo("401 Incorrect password");
        }
        assertThat(text(shared().get(link, SharedSite.PASSWORD))).isEqualTo(LIMITED);
        assertThat(text(shared().get(link))).isEqualTo("401 Password required");
        TestClient other = from("203.0.113.10").with("X-Share-Password", SharedSite.PASSWORD);
        assertThat(other.get(STATS + link).status()).isEqualTo(200);
        shared().server().clock().advance(Duration.ofMinutes(15));
        assertThat(shared().get(link, SharedSite.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_link_has_fifty_guesses_a_day_from_everywhere() {
        String link = STATS + "?token=" + shared().guardedLink();
        for (int i = 0; i < 50; i++) {
            TestClient guesser = from("203.0." + i / 5 + ".1").with("X-Share-Password", "wrong otters " + i);
            assertThat(text(guesser.get(link))).isEqualTo("401 Incorrect password");
        }
        TestClient friend = from("203.0.113.1").with("X-Share-Password", SharedSite.PASSWORD);
        assertThat(text(friend.get(link))).isEqualTo(LIMITED);
        shared().server().clock().advance(Duration.ofDays(1));
        assertThat(friend.get(link).status()).isEqualTo(200);
    }

    /** RFC 8187, "ext-value", since headers hold ASCII only. */
    @Test
    void a_password_may_have_any_characters() {
        String link = "?token=" + shared().link(",\"password\":\"Fischötter 100%+\"");
        assertThat(shared().get(link, "UTF-8''Fisch%C3%B6tter%20100%25+").status())
                .isEqualTo(200);
        assertThat(text(shared().get(link, "UTF-8''Fisch%zz"))).isEqualTo("401 Incorrect password");
    }

    @Test
    void a_credential_is_not_looked_at() {
        String token = shared().link("");
        TestClient expired = shared().server().client().bearer("zta_live_nonsense");
        assertThat(expired.get(STATS + "?token=" + token).status()).isEqualTo(200);
        assertThat(shared().owner().get(STATS + "?siteId=" + shared().id()).status())
                .isEqualTo(404);
    }

    @Test
    void nobody_is_told_that_it_was_read() {
        shared().get("?token=" + shared().link(""));
        assertThat(shared().owner().get("/api/activity-log?period=24h").text())
                .contains("site.share_created")
                .doesNotContain("127.0.0.1", "stats.read");
    }
}
