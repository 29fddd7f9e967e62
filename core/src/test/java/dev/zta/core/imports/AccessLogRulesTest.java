package dev.zta.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.BotPatterns;
import dev.zta.core.collect.Domains;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.event.Client;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cli.md, "Importing an access log": Page, Order of the checks, Bot, Pageview. */
class AccessLogRulesTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:27.0) Gecko/20100101 Firefox/27.0";
    private static final Instant NOW = Instant.parse("2015-05-20T12:00:00Z");

    private final AgentReader agents = new AgentReader(new BotPatterns(List.of("^curl"), BotPatterns.WORDS_IN_LOGS));

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200, imported",
        "GET, /a/b, 200, imported",
        "GET, /a/b/, 206, imported",
        "GET, /a, 304, imported",
        "GET, /a?x=b.png, 200, imported",
        "GET, /v1.2/page, 200, imported",
        "GET, /a.html, 200, imported",
        "GET, /a.HTM, 200, imported",
        "GET, /a.xhtml, 200, imported",
        "GET, /a.shtml, 200, imported",
        "GET, /a.php, 200, imported",
        "GET, /a.asp, 200, imported",
        "GET, /a.aspx, 200, imported",
        "GET, /a.jsp, 200, imported",
        "GET, /a.do, 200, imported",
        "GET, /a.cgi, 200, imported",
        "GET, /a.md, 200, imported",
        "GET, http://example.com/a, 200, imported",
        "GET, /a.png, 200, not_a_page",
        "GET, /a.tar.gz, 200, not_a_page",
        "GET, /robots.txt, 200, not_a_page",
        "GET, /blog/feed, 200, not_a_page",
        "GET, /blog/feed/, 200, not_a_page",
        "GET, /rss, 200, not_a_page",
        "GET, /atom?x=1, 200, not_a_page",
        "GET, /feedback, 200, imported",
        "GET, /a, 301, not_a_page",
        "GET, /a, 500, not_a_page",
        "POST, /a, 200, not_a_page",
        "HEAD, /a, 200, not_a_page",
        "GET, /a, 404, not_found",
        "GET, /a.html, 410, not_found",
        "HEAD, /a, 404, not_found",
        "GET, /a.png, 404, not_a_page",
        "GET, /admin/x, 200, excluded_path",
        "GET, /admin/x, 404, excluded_path"
    })
    void onlyPagesThatWereShownCount(String method, String target, int status, String outcome) {
        assertThat(outcome(judge(line(method + " " + target + " HTTP/1.1", status, "-", FIREFOX))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "-, bot",
        "'', bot",
        "curl/7.22, bot",
        "Googlebot/2.1, bot",
        "Tiny Tiny RSS/1.11, bot",
        "UniversalFeedParser/4.2, bot",
        "Mozilla/5.0 (CUBOT X) Firefox/27.0, imported"
    })
    void whatRanNoScriptIsABot(String agent, String outcome) {
        assertThat(outcome(judge(line("GET / HTTP/1.1", 200, "-", agent)))).isEqualTo(outcome);
    }

    @Test
    void theChecksHaveAnOrder() {
        AccessLogRules rules = rules(AccessLogFormat.COMBINED);
        String bot = "curl/7.22";
        assertThat(outcome(rules.judge("nonsense", true))).isEqualTo("rejected");
        assertThat(outcome(rules.judge(line("GET /admin HTTP/1.1", 404, "http://spam.test/", bot), true)))
                .isEqualTo("duplicate");
        assertThat(outcome(rules.judge(line("GET /admin HTTP/1.1", 404, "http://spam.test/", bot), false)))
                .isEqualTo("bot");
        assertThat(outcome(rules.judge(line("GET /admin HTTP/1.1", 404, "http://spam.test/", FIREFOX), false)))
                .isEqualTo("referrer_spam");
        assertThat(outcome(rules.judge(line("GET /admin HTTP/1.1", 404, "-", FIREFOX), false)))
                .isEqualTo("excluded_path");
        String old = line("GET /x.png HTTP/1.1", 200, "-", FIREFOX).replace("17/May", "01/Jan");
        assertThat(outcome(rules.judge(old, false))).isEqualTo("not_a_page");
        assertThat(outcome(rules.judge(old.replace("/x.png", "/x"), false))).isEqualTo("retention");
    }

    /** Contract: beyond, "Exclusions per site". */
    @Test
    void whatTheSiteExcludesIsNotImported() {
        String line = line("GET /admin HTTP/1.1", 404, "http://www.junk.test/", FIREFOX);
        Exclusions country = exclusions(List.of(), List.of("DE"));
        assertThat(outcome(rules(exclusions(List.of("192.0.2.0/24"), List.of("DE")))
                        .judge(line, false)))
                .isEqualTo("excluded_ip");
        assertThat(outcome(rules(country).judge(line, false))).isEqualTo("excluded_country");
        assertThat(outcome(rules(country).judge(line.replace("192.0.2.7", "192.0.2.8"), false)))
                .isEqualTo("referrer_spam");
        assertThat(outcome(rules(country).judge(line.replace("192.0.2.7", "host.example.net"), false)))
                .isEqualTo("referrer_spam");
    }

    private static Exclusions exclusions(List<String> addresses, List<String> countries) {
        return new Exclusions(
                List.of("/admin"), List.of(), addresses, countries, List.of(), List.of("junk.test"), true);
    }

    @Test
    void aPageviewHasTimePathReferrerClientAndVisitor() {
        Event event =
                imported(judge(line("GET /a?utm_source=x&b=1 HTTP/1.1", 200, "http://www.google.com/?q=1", FIREFOX)));
        assertThat(event.time()).isEqualTo("2015-05-17T22:05:03Z");
        assertThat(event.day().date()).isEqualTo(LocalDate.of(2015, 5, 18));
        assertThat(event.path()).isEqualTo("/a?b=1");
        assertThat(event.source().referrerDomain()).isEqualTo("google.com");
        assertThat(event.client().browser()).isEqualTo("Firefox");
        assertThat(event.place()).isEqualTo(new Place("DE", "Unknown"));
        assertThat(event.visitor()).isEqualTo(FixedSalts.of(event.day()).visitor(event.site(), "192.0.2.7", FIREFOX));
    }

    @Test
    void theSitesOwnReferrerIsNone() {
        Event event = imported(judge(line("GET /a HTTP/1.1", 200, "http://www.example.com/b", FIREFOX)));
        assertThat(event.source().referrerDomain()).isEmpty();
    }

    @Test
    void inTheCommonFormatNothingIsABotAndTheClientIsUnknown() {
        String line = "192.0.2.7 - - [17/May/2015:22:05:03 +0000] \"GET /a HTTP/1.1\" 200 12";
        Event event = imported(rules(AccessLogFormat.COMMON).judge(line, false));
        assertThat(event.client()).isEqualTo(Client.UNKNOWN);
    }

    private LineOutcome judge(String line) {
        return rules(AccessLogFormat.COMBINED).judge(line, false);
    }

    private AccessLogRules rules(AccessLogFormat format) {
        return rules(format, new Exclusions(List.of("/admin"), List.of()));
    }

    private AccessLogRules rules(Exclusions exclusions) {
        return rules(AccessLogFormat.COMBINED, exclusions);
    }

    private AccessLogRules rules(AccessLogFormat format, Exclusions exclusions) {
        Site site = new Site(
                new SiteId("site_12345678"),
                "user_1",
                "example.com",
                "example.com",
                ZoneId.of("Europe/Berlin"),
                exclusions,
                OptionalInt.of(30),
                false,
                NOW);
        return new AccessLogRules(
                new SiteRules(site, Domains.of(List.of("spam.test"))),
                format,
                agents,
                new FixedSalts(),
                address -> new Place(address.equals("192.0.2.7") ? "DE" : "ZZ", "Unknown"),
                NOW);
    }

    private static Event imported(LineOutcome outcome) {
        return ((LineOutcome.Imported) outcome).event();
    }

    private static String outcome(LineOutcome outcome) {
        return switch (outcome) {
            case LineOutcome.Imported _ -> "imported";
            case LineOutcome.Duplicate _ -> "duplicate";
            case LineOutcome.Dropped dropped -> dropped.reason().code();
            case LineOutcome.Rejected _ -> "rejected";
        };
    }

    private static String line(String request, int status, String referrer, String agent) {
        return "192.0.2.7 - - [17/May/2015:22:05:03 +0000] \"%s\" %d 12 \"%s\" \"%s\""
                .formatted(request, status, referrer, agent);
    }

    /** Salts that anybody could tell: the day's number. */
    private static final class FixedSalts implements SaltVault {
        static DaySalt of(SiteDay day) {
            byte[] secret = new byte[DaySalt.BYTES];
            secret[0] = (byte) day.date().getDayOfYear();
            return new DaySalt(secret);
        }

        @Override
        public DaySalt saltFor(SiteId site, SiteDay day) {
            throw new AssertionError("An import takes import salts");
        }

        @Override
        public DaySalt importSaltFor(SiteId site, SiteDay day) {
            return of(day);
        }

        @Override
        public boolean holds(SiteId site, SiteDay day) {
            return true;
        }

        @Override
        public void destroyExpired(Instant now) {}

        @Override
        public void close() {}
    }
}
