package dev.zta.server.shares;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: public-stats, "Pages and embedding": status and headers of the pages. */
class PublicPagesTest {
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

    private Reply page(String path) {
        return shared().server().client().get(path);
    }

    private static String policy(Reply reply) {
        return reply.header("Content-Security-Policy").orElseThrow();
    }

    @Test
    void a_page_may_be_framed_by_everybody_only_where_the_frame_is_asked_for() {
        shared().setPublic(true);
        for (String path : List.of("/shared/" + shared().link(""), "/public/" + shared().id())) {
            Reply alone = page(path);
            assertThat(alone.status()).isEqualTo(200);
            assertThat(alone.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(policy(alone)).endsWith("frame-ancestors 'none'");
            Reply framed = page(path + "?embed=1");
            assertThat(policy(framed))
                    .startsWith("default-src 'none'; ")
                    .endsWith("frame-ancestors *")
                    .doesNotContain("unsafe", "http:", "https:");
            assertThat(framed.header("X-Frame-Options")).isEmpty();
            assertThat(policy(page(path + "?embed=0"))).endsWith("frame-ancestors 'none'");
        }
        String guarded = "/shared/" + shared().guardedLink() + "?embed=1";
        assertThat(page(guarded).status()).isEqualTo(200);
        assertThat(policy(page(guarded))).endsWith("frame-ancestors 'none'");
    }

    @Test
    void a_token_does_not_leak_through_links_and_search_engines() {
        shared().setPublic(true);
        Reply link = page("/shared/" + shared().link(""));
        assertThat(link.header("Referrer-Policy")).contains("no-referrer");
        assertThat(link.header("X-Robots-Tag")).contains("noindex");
        assertThat(link.header("Set-Cookie")).isEmpty();
        Reply site = page("/public/" + shared().id());
        assertThat(site.header("X-Robots-Tag")).isEmpty();
    }

    @Test
    void where_there_is_nothing_the_page_says_so_with_status_404() {
        String revoked = shared().link("");
        shared().owner().delete("/api/sites/share?token=" + revoked);
        for (String token : List.of(revoked, "share_" + "0".repeat(32), "x", "%3Cscript%3E")) {
            Reply gone = page("/shared/" + token);
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(gone.header("Cache-Control")).contains("no-store");
            assertThat(gone.header("Referrer-Policy")).contains("no-referrer");
            assertThat(gone.header("X-Robots-Tag")).contains("noindex");
            assertThat(gone.text())
                    .contains("<h1>Invalid or expired share link</h1>")
                    .doesNotContain("{text}", "<script");
        }
        for (String site : List.of(shared().id(), "site_unknown0")) {
            assertThat(page("/public/" + site).status()).isEqualTo(404);
            assertThat(page("/public/" + site).text()).contains("<h1>Site not found</h1>");
        }
    }

    @Test
    void the_theme_is_in_the_page_from_the_start() {
        shared().setPublic(true);
        String path = "/public/" + shared().id();
        assertThat(page(path + "?theme=dark").text()).contains("<html data-theme=\"dark\" ");
        assertThat(page(path + "?theme=light").text()).contains("<html data-theme=\"light\" ");
        for (String other : List.of("", "?theme=auto", "?theme=%22onload")) {
            assertThat(page(path + other).text()).contains("<html lang=");
        }
    }

    /** Looking at the page is not reading the numbers. */
    @Test
    void a_page_alone_counts_for_nothing() {
        page("/shared/" + shared().link(""));
        assertThat(shared().owner()
                        .get("/api/sites/share?siteId=" + shared().id())
                        .json()
                        .at("/shares/0/accessCount")
                        .asInt())
                .isZero();
    }
}
