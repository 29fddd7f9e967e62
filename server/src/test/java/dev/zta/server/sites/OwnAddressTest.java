package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: beyond, "Not me". */
class OwnAddressTest {
    @TempDir
    Path folder;

    private Optional<AccountServer> opened = Optional.empty();
    private Optional<TestClient> registered = Optional.empty();
    private String site = "";

    @BeforeEach
    void start() {
        opened = Optional.of(AccountServer.in(folder));
        registered = Optional.of(server().user("mia@example.org"));
        site = server().site(owner(), "shop.example.org");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private AccountServer server() {
        return opened.orElseThrow();
    }

    private TestClient owner() {
        return registered.orElseThrow();
    }

    private Reply seenFrom(TestClient client, String address) {
        return client.with("X-Forwarded-For", address).get("/api/sites/" + site + "/own-address");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,           203.0.113.7,                   203.0.113.7",
        "2001:db8:1:2:3:4:5:6,  2001:db8:1:2:3:4:5:6,          2001:db8:1:2::/64",
        "not an address,        127.0.0.1,                     127.0.0.1",
        "::ffff:203.0.113.7,    203.0.113.7,                   203.0.113.7",
    })
    void an_address_is_shown_as_the_server_sees_it_with_the_range_to_exclude(
            String from, String address, String range) {
        Reply reply = seenFrom(owner(), from);
        assertThat(reply.text())
                .isEqualTo("{\"address\":\"%s\",\"range\":\"%s\",\"excluded\":false}".formatted(address, range));
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void what_is_excluded_is_said_to_be_also_from_another_address_of_the_network() {
        String range =
                seenFrom(owner(), "2001:db8:1:2:3:4:5:6").json().path("range").asString();
        owner().patch("/api/sites", "{\"id\":\"%s\",\"settings\":{\"excludeIps\":[\"%s\"]}}".formatted(site, range));
        assertThat(excluded("2001:db8:1:2:ffff::1")).isTrue();
        assertThat(excluded("2001:db8:1:3::1")).isFalse();
        assertThat(excluded("203.0.113.7")).isFalse();
    }

    private boolean excluded(String from) {
        return seenFrom(owner(), from).json().path("excluded").asBoolean();
    }

    @Test
    void only_those_who_may_exclude_it_are_told() {
        TestClient mo = server().user("mo@example.org");
        assertThat(seenFrom(mo, "203.0.113.7").status()).isEqualTo(404);
        server().member(site, "mo@example.org", Role.MEMBER);
        assertThat(seenFrom(mo, "203.0.113.7").status()).isEqualTo(403);
        server().member(site, "mo@example.org", Role.ADMIN);
        assertThat(seenFrom(mo, "203.0.113.7").status()).isEqualTo(200);
    }
}
