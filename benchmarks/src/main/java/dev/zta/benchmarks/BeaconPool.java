package dev.zta.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Whole HTTP requests as browsers would send them, made before the clock starts: many visitors, skewed paths and referrers. */
final class BeaconPool {
    private static final int SIZE = 16_384;
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

    private BeaconPool() {}

    /** Requests to a path of the server, each with a pageview of the site as its body. */
    static byte[][] requests(String path, String host, String siteId, String domain, RandomGenerator random) {
        byte[][] requests = new byte[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            requests[i] = request(path, host, domain, body(siteId, random), random);
        }
        return requests;
    }

    private static String body(String siteId, RandomGenerator random) {
        int page = (int) Math.min(4_999, Math.floor(Math.pow(random.nextDouble(), -1.1)));
        return """
                {"siteId":"%s","batch":true,"id":"%016x","events":[{"type":"pageview","path":"/articles/number-%d",\
                "referrer":"%s","screen":"1920x1080","sessionId":"sess_%016x","pageId":"%016x"}]}""".formatted(
                        siteId,
                        random.nextLong(),
                        page,
                        REFERRERS.get(random.nextInt(REFERRERS.size())),
                        random.nextLong(),
                        random.nextLong());
    }

    private static byte[] request(String path, String host, String domain, String body, RandomGenerator random) {
        String address = String.format(
                Locale.ROOT, "%d.%d.%d.%d", 11 + random.nextInt(180), random.nextInt(256), random.nextInt(256), 1);
        String text = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + domain
                + "\r\nUser-Agent: " + BROWSERS.get(random.nextInt(BROWSERS.size())) + "\r\nX-Forwarded-For: " + address
                + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
