package dev.zta.server.sums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.store.EventStore;
import dev.zta.core.store.Unit;
import dev.zta.server.sums.Beacon.Fate;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real server with one site, to which beacons were sent for three days, up to now; a log of these days was imported beside
 * them. The first day is closed.
 */
final class VisitedSite implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LOG_LINES = 40;
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    final Scene scene;
    final Random random;
    final List<Beacon> beacons;
    final Instant start;
    final Instant now;
    final String id;
    final TestClient owner;
    long imported;

    private final TestServer server;
    private final Map<String, JsonNode> known = new LinkedHashMap<>();

    VisitedSite(Path folder, World world) {
        scene = world.scene();
        random = new Random(world.seed());
        start = scene.first.atStartOfDay(scene.zone).toInstant();
        now = scene.last().atTime(14, 3, 20).atZone(scene.lastZone).toInstant();
        beacons = new RandomBeacons(random, start, now).all();
        server = TestServer.on(
                folder, Map.of("ZTA_RATE_API", "1000000/1m", "ZTA_MEMORY", "256 MB"), new MutableClock(start));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        id = owner.post(
                        "/api/sites",
                        "{\"domain\":\"example.org\",\"public\":true,\"timezone\":\"" + scene.zone + "\"}")
                .json()
                .at("/site/id")
                .asString();
        change("\"settings\":{\"excludePaths\":[\"" + RandomBeacons.EXCLUDED + "\"]}");
        change("\"timezone\":\"" + scene.lastZone + "\"");
        beacons.forEach(this::send);
        server.clock().set(now);
        server.settle();
        importLog();
        closeFirstDay();
    }

    private void change(String fields) {
        Reply changed = owner.patch("/api/sites", "{\"id\":\"" + id + "\"," + fields + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private void send(Beacon beacon) {
        server.clock().set(beacon.time());
        TestClient sender = server.client();
        for (Map.Entry<String, String> header : beacon.headers().entrySet()) {
            sender = header.getValue().isEmpty() ? sender : sender.with(header.getKey(), header.getValue());
        }
        Map<String, Object> body = new LinkedHashMap<>(beacon.fields());
        body.put("siteId", id);
        Reply reply = sender.send("POST", "/api/track", MAPPER.writeValueAsBytes(body));
        assertThat(reply.status() == 200)
                .as(reply.text())
                .isEqualTo(!beacon.fate().isRejected());
    }

    /** Pageviews of people that no beacon came from. */
    private void importLog() {
        StringBuilder lines = new StringBuilder();
        long seconds = now.getEpochSecond() - start.getEpochSecond();
        random.longs(LOG_LINES, 0, seconds)
                .sorted()
                .forEach(second -> lines.append(
                        "203.0.113.%d - - [%s] \"GET /docs HTTP/1.1\" 200 512 \"https://example.net/\" \"%s\"%n"
                                .formatted(
                                        1 + random.nextInt(5),
                                        LOG_TIME.format(start.plusSeconds(second)),
                                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")));
        JsonNode result = owner.send(
                        "POST", "/api/import/file?format=combined&siteId=" + id, TestClient.utf8(lines.toString()))
                .json();
        imported = result.path("imported").asLong();
        assertThat(imported).as(result.toString()).isEqualTo(LOG_LINES);
    }

    private void closeFirstDay() {
        EventStore events = server.wiring().stores().events();
        server.wiring().stores().writer().call(() -> {
            List<Unit> first = events.openUnits().stream()
                    .filter(unit -> unit.day().date().equals(scene.first))
                    .toList();
            return events.close(first);
        });
    }

    long sent(Fate fate) {
        return beacons.stream().filter(beacon -> beacon.fate() == fate).count();
    }

    /** The three days as dates of a custom range. */
    String days() {
        return "startDate=" + scene.first + "&endDate=" + scene.last();
    }

    /** What a path of the API answers about the site; asked once. */
    JsonNode get(String path, String parameters) {
        String siteParameter = path.equals("/api/stats-api") ? "site_id" : "siteId";
        return known.computeIfAbsent(path + "?" + siteParameter + "=" + id + "&" + parameters, address -> {
            Reply reply = owner.get(address);
            assertThat(reply.status()).as(address + " " + reply.text()).isEqualTo(200);
            return reply.json();
        });
    }

    JsonNode stats(String range, String filters) {
        return get("/api/stats", range + "&limit=100&filters=" + encoded(filters));
    }

    /** The query interface about the three days. */
    JsonNode query(String question, String filters) {
        return get(
                "/api/stats-api",
                "limit=1000&date_from=" + scene.first + "&date_to=" + scene.last() + "&" + question + "&filters="
                        + encoded(filters));
    }

    /** The lines of a streamed answer. */
    List<JsonNode> lines(String path, String parameters) {
        return owner.get(path + "?siteId=" + id + "&" + parameters)
                .text()
                .lines()
                .map(MAPPER::readTree)
                .toList();
    }

    /** A value as a filter names it. */
    static String escaped(String value) {
        return value.replaceAll("[;*|\\\\]", "\\\\$0");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
