package dev.zta.server.sums;

import dev.zta.server.sums.Beacon.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Visits of a few people, at full seconds, and what comes beside them. The same random source gives the same ones. */
final class RandomBeacons {
    static final String EXCLUDED = "/private";

    private static final int PEOPLE = 14;
    private static final int VISITS_EACH = 3;
    private static final int RECORDS_EACH = 7;
    private static final int REFUSED = 15;

    /** Cases, wildcards and escapes of filters, letters beyond ASCII and beyond the basic plane. */
    private static final List<String> PATHS = List.of(
            "/",
            "/",
            "/docs",
            "/docs",
            "/Docs",
            "/docs/a",
            "/a*b",
            "/a;b|c",
            "/a\\b",
            "/100%_off",
            "/caf\u00e9",
            "/emoji/\ud83d\ude00");

    private static final List<String> ACTIONS = List.of("signup", "Signup", "play_*", "gr\u00f6\u00dfe");
    private static final List<String> REFERRERS = List.of(
            "", "", "https://example.net/x", "https://news.example.net/", "https://www.google.com/", "https://t.co/y");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Safari/537.36");
    private static final List<String> COUNTRIES = List.of("NL", "BE", "DE", "");
    private static final List<String> REGIONS = List.of("Limburg", "Utrecht", "");

    /** Seconds between two records; on both sides of a session's end. */
    private static final List<Integer> PAUSES = List.of(0, 1, 20, 95, 600, 1_799, 1_800, 1_801);

    private final Random random;
    private final Instant start;
    private final Instant end;
    private long ids;

    /** In [start, end). */
    RandomBeacons(Random random, Instant start, Instant end) {
        this.random = random;
        this.start = start;
        this.end = end;
    }

    /** In the order of time. */
    List<Beacon> all() {
        List<Beacon> all = new ArrayList<>();
        long seconds = Duration.between(start, end).toSeconds();
        for (int person = 0; person < PEOPLE; person++) {
            for (int visit = 0; visit < VISITS_EACH; visit++) {
                // The first visit of some is on even now.
                long latest = visit == 0 && person % 3 == 0 ? 240 : seconds;
                visit(person, end.minusSeconds(1 + random.nextLong(latest)), all);
            }
        }
        for (int i = 0; i < REFUSED; i++) {
            all.add(refused(start.plusSeconds(random.nextLong(seconds)), i));
        }
        all.removeIf(beacon -> !beacon.time().isBefore(end));
        all.sort(Comparator.comparing(Beacon::time));
        return all;
    }

    private void visit(int person, Instant from, List<Beacon> all) {
        String session = "s" + ids++;
        Instant time = from;
        int records = 1 + random.nextInt(RECORDS_EACH);
        String page = "p" + ids;
        for (int i = 0; i < records && time.isBefore(end); i++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            int kind = random.nextInt(8);
            if (kind < 4) {
                page = "p" + ids++;
                pageview(fields);
            } else if (kind < 6) {
                event(fields);
            } else {
                reading(fields, kind == 6 ? "engagement" : "heartbeat");
            }
            fields.put("path", one(PATHS));
            fields.put("pageId", page);
            fields.put("sessionId", session);
            Map<String, String> headers = headers(person, random.nextInt(6) == 0);
            if (random.nextInt(10) == 0) {
                fields.put("id", "b" + ids++);
                all.add(new Beacon(time.plusSeconds(5), headers, fields, Fate.DUPLICATE));
            }
            all.add(new Beacon(time, headers, fields, kind < 4 ? Fate.PAGEVIEW : Fate.OTHER_RECORD));
            time = time.plusSeconds(one(PAUSES));
        }
    }

    private void pageview(Map<String, Object> fields) {
        fields.put("type", "pageview");
        fields.put("referrer", one(REFERRERS));
        if (random.nextInt(3) == 0) {
            fields.put(
                    "utm",
                    Map.of(
                            "source", one(List.of("letter", "direct", "jan|feb")),
                            "medium", one(List.of("", "email", "cpc"))));
        }
    }

    private void event(Map<String, Object> fields) {
        fields.put("type", "event");
        fields.put("action", one(ACTIONS));
        fields.put("category", one(List.of("", "media")));
        fields.put("label", one(List.of("", "a \"label\"")));
        fields.put("nonInteraction", random.nextBoolean());
        if (random.nextBoolean()) {
            fields.put("value", random.nextInt(-500, 5_000) / 4.0);
        }
        if (random.nextBoolean()) {
            fields.put("properties", Map.of("plan", one(List.of("team", "solo", "te*m")), "seats", random.nextInt(3)));
            fields.put(
                    "revenue",
                    Map.of("amount", random.nextInt(10_000) / 100.0, "currency", one(List.of("EUR", "USD"))));
        }
    }

    private void reading(Map<String, Object> fields, String type) {
        fields.put("type", type);
        fields.put("timeOnPage", random.nextInt(400));
        if (type.equals("engagement")) {
            fields.put("isBounce", random.nextInt(4) != 0);
        }
    }

    private Beacon refused(Instant time, int number) {
        Map<String, String> headers = headers(number, false);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "pageview");
        fields.put("path", "/");
        Fate fate = one(List.of(Fate.BOT, Fate.EXCLUDED_PATH, Fate.ORIGIN_NOT_ALLOWED, Fate.VALIDATION));
        switch (fate) {
            case BOT -> headers.put("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)");
            case EXCLUDED_PATH -> fields.put("path", EXCLUDED + "/x");
            case ORIGIN_NOT_ALLOWED -> headers.put("Origin", "https://elsewhere.example");
            default -> fields.put("type", "view");
        }
        return new Beacon(time, headers, fields, fate);
    }

    private static Map<String, String> headers(int person, boolean isElsewhere) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Forwarded-For", (isElsewhere ? "198.51.100." : "192.0.2.") + (1 + person));
        headers.put("User-Agent", AGENTS.get(person % AGENTS.size()));
        headers.put("Origin", "https://example.org");
        headers.put("X-Country", COUNTRIES.get(person % COUNTRIES.size()));
        headers.put("X-Region", REGIONS.get(person % REGIONS.size()));
        return headers;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
