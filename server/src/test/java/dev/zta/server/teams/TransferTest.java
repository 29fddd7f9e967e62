package dev.zta.server.teams;

import static dev.zta.server.teams.TeamServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: teams, "Ownership transfer"; without a mail provider both confirm with their log-in. */
class TransferTest {
    private static final String PATH = "/api/teams/transfer";

    @TempDir
    Path folder;

    private Optional<TeamServer> opened = Optional.empty();

    @BeforeEach
    void start() {
        opened = Optional.of(new TeamServer(folder, Map.of(Setting.MAX_SITES_PER_USER, "2")));
        team().join("li", "member");
    }

    @AfterEach
    void stop() {
        team().close();
    }

    private TeamServer team() {
        return opened.orElseThrow();
    }

    private Reply begin(String by, String to) {
        return team().user(by)
                .post(
                        PATH,
                        "{\"siteId\":\"%s\",\"userId\":\"%s\",\"password\":\"sea otters hold hands\"}"
                                .formatted(team().site(), team().id(to)));
    }

    private Reply confirm(String by) {
        return team().user(by).post(PATH + "/confirm", "{\"siteId\":\"%s\"}".formatted(team().site()));
    }

    private Reply cancel(String by) {
        return team().user(by).delete(PATH + "?siteId=" + team().site());
    }

    @Test
    void both_may_confirm_at_the_same_moment() throws Exception {
        assertThat(begin("mia", "li").status()).isEqualTo(202);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Reply>> replies = List.of(both.submit(() -> confirm("mia")), both.submit(() -> confirm("li")));
            List<String> states = new ArrayList<>();
            for (Future<Reply> reply : replies) {
                states.add(reply.get().json().at("/transfer/status").asString());
            }
            assertThat(states).containsExactlyInAnyOrder("pending", "completed");
        }
    }

    @Test
    void both_confirm_and_then_the_site_has_its_new_owner_and_the_old_one_is_an_admin() {
        Reply begun = begin("mia", "li");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().at("/transfer/status").asString()).isEqualTo("pending");
        assertThat(begun.json().at("/transfer/expiresAt").asString()).isEqualTo("2026-03-04T12:00:00.000Z");
        assertThat(text(begin("mia", "li"))).isEqualTo("400 A transfer is already pending");
        assertThat(text(confirm("eve"))).isEqualTo("404 Transfer not found");
        assertThat(confirm("mia").json().at("/transfer/confirmed").toString())
                .isEqualTo("{\"owner\":true,\"newOwner\":false}");
        assertThat(confirm("li").json().at("/transfer/status").asString()).isEqualTo("completed");
        String site = "/api/sites/" + team().site();
        assertThat(team().user("li").get(site).json().at("/site/role").asString())
                .isEqualTo("owner");
        assertThat(team().user("mia").get(site).json().at("/site/role").asString())
                .isEqualTo("admin");
        assertThat(team().user("li").get(site).json().at("/site/team")).hasSize(2);
        assertThat(text(confirm("li"))).isEqualTo("404 Transfer not found");
    }

    @Test
    void a_new_owner_with_too_many_sites_leaves_it_pending() {
        team().server().site(team().user("li"), "a.example.org");
        team().server().site(team().user("li"), "b.example.org");
        begin("mia", "li");
        confirm("mia");
        assertThat(text(confirm("li"))).isEqualTo("403 Site limit reached. Upgrade to create more sites.");
        assertThat(team().user("mia")
                        .get("/api/sites/" + team().site())
                        .json()
                        .at("/site/role")
                        .asString())
                .isEqualTo("owner");
        assertThat(cancel("li").text()).isEqualTo("{\"success\":true,\"message\":\"Transfer canceled\"}");
        assertThat(text(cancel("mia"))).isEqualTo("404 Transfer not found");
    }

    @Test
    void a_new_owner_who_measures_the_domain_already_leaves_it_pending() {
        team().server().site(team().user("li"), "shop.example.org");
        begin("mia", "li");
        confirm("mia");
        assertThat(text(confirm("li"))).isEqualTo("409 A site with this domain already exists");
    }

    @Test
    void only_the_owner_begins_with_the_password_and_towards_a_member() {
        assertThat(text(begin("li", "mia"))).isEqualTo("403 Only the owner can transfer ownership");
        assertThat(text(begin("eve", "mia"))).isEqualTo("404 Site not found");
        assertThat(text(begin("mia", "eve"))).isEqualTo("404 Team member not found");
        String wrong =
                "{\"siteId\":\"%s\",\"userId\":\"%s\",\"password\":\"no\"}".formatted(team().site(), team().id("li"));
        assertThat(text(team().user("mia").post(PATH, wrong))).isEqualTo("401 Invalid credentials");
        assertThat(text(team().user("mia").post(PATH, "{\"siteId\":\"%s\",\"userId\":\" \"}".formatted(team().site()))))
                .isEqualTo("400 User ID is required");
        assertThat(text(team().user("mia").post(PATH + "/confirm", "{}"))).isEqualTo("400 Token required");
    }

    @Test
    void it_ends_after_two_days_and_when_the_new_owner_leaves() {
        begin("mia", "li");
        team().server().clock().advance(Duration.ofDays(2));
        assertThat(text(cancel("mia"))).isEqualTo("404 Transfer not found");
        assertThat(begin("mia", "li").status()).isEqualTo(202);
        team().user("li").delete("/api/teams?siteId=" + team().site() + "&userId=" + team().id("li"));
        assertThat(text(cancel("mia"))).isEqualTo("404 Transfer not found");
    }
}
