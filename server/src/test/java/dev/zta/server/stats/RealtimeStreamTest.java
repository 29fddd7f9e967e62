package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.Json;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contract: stats, "GET /api/realtime", as server-sent events; at a pace that suits a test. */
class RealtimeStreamTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final StreamPace QUICK =
            new StreamPace(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50));

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<RealtimeStreamFeature> features = new ArrayList<>();
    private final List<LiveView> views = new ArrayList<>();
    private AccountServer server;
    private TestClient owner;
    private String token;
    private String site;

    @BeforeEach
    void start() {
        server = new AccountServer(folder, Map.of(), Optional.empty(), accounts -> {
            LiveView live = new LiveView(accounts.clock());
            views.add(live);
            features.add(new RealtimeStreamFeature(
                    live, accounts.access(), accounts.store(), new Json(), accounts.clock(), QUICK));
            return List.of(features.getFirst(), new RealtimeFeature(live, accounts.access()));
        });
        token = server.register("owner@example.org");
        owner = server.client().bearer(token);
        site = server.site(owner, "shop.example.org");
    }

    @AfterEach
    void stop() {
        features.getFirst().close();
        server.close();
    }

    /** An open stream. */
    private record Opened(HttpResponse<InputStream> response, BufferedReader lines) implements AutoCloseable {
        /** The data of the next event; comments before it are passed over. */
        JsonNode next() {
            String line = line();
            while (!line.startsWith("data: ")) {
                line = line();
            }
            return MAPPER.readTree(line.substring("data: ".length()));
        }

        /** Waits for a comment. */
        void awaitBeat() {
            String line = line();
            while (!line.equals(":")) {
                line = line();
            }
        }

        private String line() {
            try {
                String line = lines.readLine();
                if (line == null) {
                    throw new AssertionError("The stream ended");
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads to the end, however that comes. */
        void awaitEnd() {
            try {
                while (lines.readLine() != null) {
                    // on it goes
                }
            } catch (IOException _) {
                // ended, too
            }
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private Opened open(String credential) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/realtime/stream?siteId=" + site))
                .header("Authorization", "Bearer " + credential)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Opened(response, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private void pageview(int visitor) {
        Instant time = server.clock().instant();
        Event event = new Event(
                new SiteId(site),
                SiteDay.at(time, ZoneOffset.UTC),
                time,
                new Visitor(visitor, 0),
                0,
                "/",
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Pageview(0));
        views.getFirst()
                .take(List.of(
                        new JournalRecord(1, time, List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())))));
    }

    @Test
    void what_realtime_answers_comes_at_once_and_whenever_it_changes() throws Exception {
        pageview(1);
        try (Opened stream = open(token)) {
            assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(stream.response().headers().firstValue("Cache-Control"))
                    .contains("no-cache, no-store, must-revalidate");
            assertThat(stream.next())
                    .isEqualTo(owner.get("/api/realtime?siteId=" + site).json());
            pageview(2);
            assertThat(stream.next().path("activeVisitors").asInt()).isEqualTo(2);
            // Nobody does anything, but five minutes pass.
            server.clock().advance(Duration.ofMinutes(6));
            assertThat(stream.next().path("activeVisitors").asInt()).isZero();
        }
    }

    @Test
    void nothing_new_is_said_by_a_comment() throws Exception {
        try (Opened stream = open(token)) {
            stream.next();
            stream.awaitBeat();
            stream.awaitBeat();
        }
    }

    @Test
    void a_stream_ends_when_its_login_or_key_does() throws Exception {
        Reply made = server.newKey(owner, "read", Optional.of(site));
        try (Opened ofKey = open(AccountServer.secretOf(made));
                Opened ofLogin = open(token)) {
            ofKey.next();
            ofLogin.next();
            owner.delete("/api/api-keys?id=" + made.json().at("/apiKey/id").asString());
            ofKey.awaitEnd();
            ofLogin.awaitBeat();
            owner.send("POST", "/api/auth/logout", new byte[0]);
            ofLogin.awaitEnd();
        }
        Await.until(() -> features.getFirst().open() == 0);
    }

    @Test
    void a_stream_ends_with_the_membership_and_with_the_key_s_life() throws Exception {
        String viewer = server.register("viewer@example.org");
        server.member(site, "viewer@example.org", Role.VIEWER);
        Reply made = owner.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1}");
        try (Opened ofViewer = open(viewer);
                Opened ofKey = open(AccountServer.secretOf(made))) {
            ofViewer.next();
            ofKey.next();
            server.store().removeMember(new SiteId(site), server.userId("viewer@example.org"));
            ofViewer.awaitEnd();
            ofKey.awaitBeat();
            server.clock().advance(Duration.ofDays(1));
            ofKey.awaitEnd();
        }
    }

    @Test
    void one_user_has_so_many_streams_and_no_more_until_one_ends() throws Exception {
        List<Opened> open = new ArrayList<>();
        for (int i = 0; i < StreamPlaces.MOST_OF_A_USER; i++) {
            open.add(open(token));
        }
        Reply refused = owner.get("/api/realtime/stream?siteId=" + site);
        assertThat(refused.status() + " " + refused.error())
                .isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
        assertThat(refused.header("Retry-After")).contains("60");
        open.removeLast().close();
        Await.until(() -> features.getFirst().open() < StreamPlaces.MOST_OF_A_USER);
        open.add(open(token));
        open.getLast().next();
        for (Opened stream : open) {
            stream.close();
        }
        Await.until(() -> features.getFirst().open() == 0);
    }

    @Test
    void asking_for_the_head_alone_opens_no_stream() {
        Reply head = owner.send("HEAD", "/api/realtime/stream?siteId=" + site, new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        Await.until(() -> features.getFirst().open() == 0);
    }

    @Test
    void all_streams_end_when_the_server_stops_and_no_new_one_begins() throws Exception {
        try (Opened stream = open(token)) {
            stream.next();
            features.getFirst().close();
            stream.awaitEnd();
            assertThat(owner.get("/api/realtime/stream?siteId=" + site).status())
                    .isEqualTo(503);
        }
    }

    @Test
    void refusals_are_those_of_realtime() {
        assertThat(owner.get("/api/realtime/stream").error()).isEqualTo("Site ID required");
        assertThat(server.user("stranger@example.org")
                        .get("/api/realtime/stream?siteId=" + site)
                        .error())
                .isEqualTo("Access denied");
    }
}
