package dev.zta.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue, "Bad input": the whole server under what hostile clients send. The contract's answers, no stack trace, nothing lost of
 * the traffic beside it, and no memory kept.
 */
@Tag("faults")
class HostileClientsTest {
    private static final int TOO_MUCH = 256 * 1024 + 1;
    private static final int ROUNDS = 40;

    /** Until Java has compiled what it will. */
    private static final int WARM_UP_ROUNDS = 60;

    /**
     * The allocator as the launcher sets it, and the whole heap at once: it is bounded, and would come into memory little by
     * little and hide what is kept outside of it.
     */
    private static final List<String> STEADY =
            List.of("env", "MALLOC_ARENA_MAX=2", "JDK_JAVA_OPTIONS=-Xms192m -XX:+AlwaysPreTouch");

    private static final long MOST_KEPT_KB = 20 * 1024;
    private static final String UNKNOWN_TYPE = "Invalid event type. Must be: pageview, event, engagement, or heartbeat";
    private static final String POST = "POST /api/track HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";

    @TempDir
    Path folder;

    /**
     * Something to send.
     *
     * @param head the request's, without the empty line at its end
     * @param body a character a byte
     * @param answer what the answer's body is
     */
    private record Attack(String head, String body, int status, String answer) {
        static Attack body(String body, int status, String error) {
            return new Attack(POST + "Content-Length: " + body.length() + "\r\n", body, status, error(error));
        }

        static Attack head(String head, int status, String error) {
            return new Attack(head, "", status, error(error));
        }

        private static String error(String text) {
            return "{\"error\":\"" + text + "\"}";
        }

        byte[] bytes() {
            return (head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        }

        String name() {
            return head.substring(0, Math.min(80, head.length()));
        }
    }

    private static List<Attack> attacks(String site) {
        String flood = "X-Flood: y\r\n".repeat(5_000);
        String hostile = "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/hostile/<script>\\u001b[31m"
                + "x".repeat(4_000) + "\",\"referrer\":\"javascript:alert(1)\"}";
        return List.of(
                Attack.body("{\"type\":", 400, "Invalid JSON"),
                Attack.body("[]", 400, "Invalid JSON"),
                Attack.body("[".repeat(100_000), 400, "Invalid JSON"),
                Attack.body("{\"a\":".repeat(40_000), 400, "Invalid JSON"),
                Attack.body("{\"\u00c3\":1}", 400, "Invalid JSON"),
                Attack.body("a".repeat(TOO_MUCH), 413, "Payload too large"),
                new Attack(
                        POST + "Transfer-Encoding: chunked\r\n",
                        Integer.toHexString(TOO_MUCH) + "\r\n" + "a".repeat(TOO_MUCH) + "\r\n0\r\n\r\n",
                        413,
                        "{\"error\":\"Payload too large\"}"),
                new Attack(
                        POST + "Transfer-Encoding: chunked\r\n", "203.0.113.7\r\n", 400, "{\"error\":\"Bad request\"}"),
                Attack.head("G@T /203.0.113.7 HTTP/1.1\r\nHost: a\r\n", 400, "Bad request"),
                Attack.body("{\"type\":\"pageview\",\"siteId\":\"site_unknown0\"}", 404, "Invalid site ID"),
                Attack.body("{\"type\":\"pageview\",\"siteId\":\"../../etc\"}", 404, "Invalid site ID"),
                Attack.body("{\"type\":\"x\",\"siteId\":\"" + site + "\"}", 400, UNKNOWN_TYPE),
                Attack.head(
                        POST + "Content-Encoding: gzip\r\nContent-Length: 0\r\n", 415, "Unsupported content encoding"),
                Attack.head(POST + flood, 400, "Bad request"),
                Attack.head(POST + "X: " + "y".repeat(100_000) + "\r\n", 400, "Bad request"),
                Attack.head(
                        "GET /api/stats?x=" + "y".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n", 414, "URI too long"),
                Attack.head(
                        "DELETE /api/track HTTP/1.1\r\nHost: a\r\nConnection: close\r\n", 405, "Method not allowed"),
                Attack.head("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n", 404, "Not found"),
                new Attack(
                        POST + "User-Agent: ${jndi:ldap://a}<script>%n%s\u00e9 " + "z".repeat(4_000)
                                + "\r\nContent-Length: " + hostile.length() + "\r\n",
                        hostile,
                        200,
                        "{\"success\":true}"));
    }

    @Test
    void what_hostile_clients_send_is_answered_as_agreed_and_leaves_nothing_behind() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, STEADY)) {
            ServerProcess.Account account = server.register();
            Beacons beacons = new Beacons(account.site());
            List<Attack> attacks = attacks(account.site());
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                attack(server, attacks, beacons);
            }
            long before = residentKb(server);
            for (int i = 0; i < ROUNDS; i++) {
                attack(server, attacks, beacons);
            }
            long kept = residentKb(server) - before;

            assertThat(kept).as("KB of memory kept").isLessThanOrEqualTo(MOST_KEPT_KB);
            assertThat(server.log())
                    .doesNotContain("\tat ")
                    .doesNotContain("jndi")
                    .doesNotContain("203.0.113.7")
                    .doesNotContain("passwd");
            assertThat(server.terminate()).contains(0);
            assertThat(beacons.count(Beacons.Fate.UNKNOWN)).isZero();
            StoredNumbers stored = StoredNumbers.of(folder, account.site());
            assertThat(beacons.missingFrom(stored.pageviews().keySet())).isEmpty();
            assertThat(stored.pageviews().keySet()).noneMatch(path -> path.contains("\u001b"));
        }
    }

    private static void attack(ServerProcess server, List<Attack> attacks, Beacons beacons) throws IOException {
        for (Attack attack : attacks) {
            try (RawConnection connection = new RawConnection(server.port())) {
                String answer = connection.send(attack.bytes()).answer();
                assertThat(answer)
                        .as(attack.name())
                        .startsWith("HTTP/1.1 " + attack.status() + " ")
                        .endsWith("\r\n\r\n" + attack.answer());
                assertThat(answer.toLowerCase(Locale.ROOT)).contains("access-control-allow-origin: *");
                if (attack.status() == 405) {
                    assertThat(answer).containsIgnoringCase("allow: POST, OPTIONS");
                }
            }
            assertThat(beacons.sendOne(server)).isNotIn(Beacons.Fate.WRONG, Beacons.Fate.REFUSED);
        }
    }

    private static long residentKb(ServerProcess server) throws IOException {
        Process process = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(server.pid())).start();
        try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
            return Long.parseLong(lines.readAllAsString().strip());
        }
    }
}
