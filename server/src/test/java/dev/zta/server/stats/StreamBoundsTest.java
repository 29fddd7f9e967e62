package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.live.LiveView;
import dev.zta.server.http.Json;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many streams of {@code /api/realtime/stream} there are at most, of all users together (issue "The numbers"). */
@Timeout(120)
class StreamBoundsTest {
    @TempDir
    Path folder;

    private final List<RealtimeStreamFeature> streams = new ArrayList<>();

    private AccountServer serve() {
        return new AccountServer(folder, Map.of(), Optional.empty(), accounts -> {
            streams.add(new RealtimeStreamFeature(
                    new LiveView(accounts.clock()),
                    accounts.access(),
                    accounts.store(),
                    new Json(),
                    accounts.clock(),
                    StreamPace.DEFAULT));
            return List.copyOf(streams);
        });
    }

    private static RawConnection begin(AccountServer server, String path, String token) throws IOException {
        RawConnection connection = new RawConnection(server.port())
                .send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
        return connection;
    }

    @Test
    void all_users_together_have_so_many_streams_and_whoever_is_one_too_many_may_come_back() throws Exception {
        List<RawConnection> open = new ArrayList<>();
        try (AccountServer server = serve()) {
            String site = server.site(server.user("owner@example.org"), "shop.example.org");
            String path = "/api/realtime/stream?siteId=" + site;
            String token = "";
            for (int i = 0; i < StreamPlaces.MOST; i++) {
                if (i % StreamPlaces.MOST_OF_A_USER == 0) {
                    token = viewer(server, site, i);
                }
                open.add(begin(server, path, token));
            }
            assertThat(streams.getFirst().open()).isEqualTo(StreamPlaces.MOST);
            String late = viewer(server, site, StreamPlaces.MOST);
            Reply refused = server.client().bearer(late).get(path);
            assertThat(refused.status() + " " + refused.error())
                    .isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
            assertThat(refused.header("Retry-After")).contains("60");
            open.removeFirst().close();
            Await.until(() -> streams.getFirst().open() < StreamPlaces.MOST);
            open.add(begin(server, path, late));
            streams.getFirst().close();
            Await.until(() -> streams.getFirst().open() == 0);
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
    }

    private static String viewer(AccountServer server, String site, int number) {
        String email = "viewer" + number + "@example.org";
        String token = server.register(email);
        server.member(site, email, Role.VIEWER);
        return token;
    }
}
