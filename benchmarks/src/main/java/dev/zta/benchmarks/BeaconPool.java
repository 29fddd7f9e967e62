package dev.zta.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whole HTTP requests as browsers would send them: skewed paths, several referrers, five browsers, and no two alike. All but
 * a few bytes of each is made before the clock starts. A request that is sent again gets new ids; a visitor makes three
 * pageviews and then gives way to a new one.
 */
final class BeaconPool implements IntFunction<byte[]> {
    /** A multiple of the connections, so that no two of them ever send the same bytes. */
    private static final int SIZE = 16_384;

    private static final int VIEWS_OF_A_VISITOR = 3;
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36");
    private static final List<String> REFERRERS = List.of(
            "",
            "",
            "",
            "https://www.google.com/",
            "https://news.example.org/a/b",
            "https://t.co/x1",
            "https://duckduckgo.com/");
    private static final String ADDRESS = "X-Forwarded-For: ";
    private static final String CALL_ID = "\"id\":\"";
    private static final String SESSION_ID = "\"sessionId\":\"sess_";
    private static final String PAGE_ID = "\"pageId\":\"";

    private final List<Template> templates;

    /** Requests to a path of the server, each with a pageview of one of the sites in turn as its body. */
    BeaconPool(String path, String host, List<BenchmarkSite> sites, RandomGenerator random) {
        // A server that was sent the beacons of another run within the hour takes these for new ones.
        long firstId = random.nextLong();
        templates = IntStream.range(0, SIZE)
                .mapToObj(number ->
                        new Template(request(path, host, sites.get(number % sites.size()), random), firstId + number))
                .toList();
    }

    private static String request(String path, String host, BenchmarkSite site, RandomGenerator random) {
        int page = (int) Math.min(4_999, Math.floor(Math.pow(random.nextDouble(), -1.1)));
        String body = """
                {"siteId":"%s","batch":true,"id":"%016x","events":[{"type":"pageview","path":"/articles/number-%d",\
                "referrer":"%s","screen":"1920x1080","sessionId":"sess_%016x","pageId":"%016x"}]}""".formatted(site.id(), 0, page, REFERRERS.get(random.nextInt(REFERRERS.size())), 0, 0);
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + site.domain()
                + "\r\nUser-Agent: " + BROWSERS.get(random.nextInt(BROWSERS.size())) + "\r\n" + ADDRESS
                + "100.100.100." + (100 + random.nextInt(156)) + "\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** The n-th request; its bytes stay as they are until the connection that asks has its answer. */
    @Override
    public byte[] apply(int n) {
        int place = Math.floorMod(n, SIZE);
        return templates.get(place).next(place);
    }

    /** One request and where in it the bytes stand that change. */
    private static final class Template {
        private final byte[] request;
        private final int address;
        private final int callId;
        private final int sessionId;
        private final int pageId;
        private final long firstId;
        private int timesSent;

        Template(String text, long firstId) {
            this.firstId = firstId;
            request = text.getBytes(StandardCharsets.US_ASCII);
            address = text.indexOf(ADDRESS) + ADDRESS.length();
            callId = text.indexOf(CALL_ID) + CALL_ID.length();
            sessionId = text.indexOf(SESSION_ID) + SESSION_ID.length();
            pageId = text.indexOf(PAGE_ID) + PAGE_ID.length();
        }

        byte[] next(int place) {
            int visitor = place + SIZE * (timesSent / VIEWS_OF_A_VISITOR);
            long view = firstId + (long) SIZE * timesSent;
            writeHex(callId, view);
            writeHex(sessionId, firstId + visitor - place);
            writeHex(pageId, view);
            writeAddress(visitor);
            timesSent++;
            return request;
        }

        private void writeHex(int at, long value) {
            for (int i = 0; i < 16; i++) {
                request[at + i] = (byte) Character.forDigit((int) (value >>> (60 - 4 * i)) & 15, 16);
            }
        }

        /** Three of the address's four numbers, each from 100 to 255, so that the length stays. */
        private void writeAddress(int visitor) {
            int rest = visitor;
            for (int i = 0; i < 3; i++) {
                int number = 100 + rest % 156;
                rest /= 156;
                for (int digit = 2; digit >= 0; digit--) {
                    request[address + i * 4 + digit] = (byte) ('0' + number % 10);
                    number /= 10;
                }
            }
        }
    }
}
