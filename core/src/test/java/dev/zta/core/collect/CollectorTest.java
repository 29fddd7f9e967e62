package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.RejectReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "POST /api/track" and "Stored and never stored": what becomes of one beacon. */
class CollectorTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    private static final Instant NOW = Instant.parse("2026-01-15T09:30:00.123456Z");

    private final SiteRules rules = new SiteRules(
            new Site(
                    new SiteId("site_12345678"),
                    "user_1",
                    "example.com",
                    "example.com",
                    ZoneId.of("Europe/Berlin"),
                    new Exclusions(List.of("/admin"), List.of("Ref")),
                    OptionalInt.empty(),
                    false,
                    NOW),
            Domains.NONE);
    private final DaySalt salt = new DaySalt(new byte[DaySalt.BYTES]);
    private final AgentReader agents = new AgentReader(new BotPatterns(List.of(), List.of()));
    private final Collector collector = new Collector();

    @Test
    void aPageviewIsStoredWithWhatTheContractLists() {
        Event event = kept(new Wire()
                .with("path", "https://example.com/a?ref=x&b=1#top")
                .with("referrer", "https://www.google.com/search?q=secret")
                .with("screen", "1920x1080")
                .campaign(new Campaign("news", "email", "spring", "t", "c"))
                .beacon());
        assertThat(event.path()).isEqualTo("/a?b=1");
        assertThat(event.time()).isEqualTo("2026-01-15T09:30:00.123Z");
        assertThat(event.source())
                .isEqualTo(
                        new Source("google.com", Channel.ORGANIC, new Campaign("news", "email", "spring", "t", "c")));
        assertThat(event.client().browser()).isEqualTo("Firefox");
        assertThat(event.client().screen()).isEqualTo("1920x1080");
        assertThat(event.detail()).isEqualTo(new Detail.Pageview(0));
        assertThat(event.sessionHint()).isZero();
        assertThat(event.visitor()).isEqualTo(salt.visitor(event.site(), "192.0.2.1", FIREFOX));
    }

    @Test
    void aMissingTypeIsRefused() {
        assertThat(judge(new Wire().type(Optional.empty()).beacon()))
                .isEqualTo(new Verdict.Reject(RejectReason.VALIDATION, "Event type is required", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pageview", "heatmap", "click"})
    void anUnknownTypeIsRefused(String type) {
        assertThat(judge(new Wire().type(Optional.of(type)).beacon()))
                .isEqualTo(new Verdict.Reject(
                        RejectReason.VALIDATION,
                        "Invalid event type. Must be: pageview, event, engagement, or heartbeat",
                        Map.of()));
    }

    @Test
    void whatIsOutOfBoundsIsNamed() {
        Verdict verdict = judge(new Wire()
                .session("no spaces")
                .page("")
                .time(-1)
                .scroll(101)
                .value("1000000000001")
                .fault("label", "Must be a text")
                .beacon());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Reject.class, reject -> {
            assertThat(reject.error()).isEqualTo("Validation failed");
            assertThat(reject.fields())
                    .containsOnlyKeys("sessionId", "pageId", "timeOnPage", "maxScrollDepth", "value", "label");
        });
    }

    @Test
    void aBotIsDroppedWithItsPatternAndAfterValidation() {
        Agent bot = agents.read("SomeBot/1.0");
        assertThat(collector.judge(new Wire().beacon(), arrival(bot, Arrival.Caller.BROWSER)))
                .isEqualTo(new Verdict.Drop(DropReason.BOT, "bot"));
        assertThat(collector.judge(new Wire().time(-1).beacon(), arrival(bot, Arrival.Caller.BROWSER)))
                .isInstanceOf(Verdict.Reject.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/users?x=1", "https://example.com/admin/"})
    void anExcludedPathIsDropped(String path) {
        assertThat(judge(new Wire().with("path", path).beacon()))
                .isEqualTo(new Verdict.Drop(DropReason.EXCLUDED_PATH, ""));
    }

    /** Contract: beyond, "Exclusions per site"; track, "Order of checks". */
    @Test
    void whatTheSiteExcludesIsDroppedAfterValidationAndBots() {
        Agent firefox = agents.read(FIREFOX);
        assertThat(collector.judge(new Wire().with("path", "/admin").beacon(), excluded(firefox)))
                .isEqualTo(new Verdict.Drop(DropReason.EXCLUDED_COUNTRY, ""));
        assertThat(collector.judge(new Wire().beacon(), excluded(agents.read("SomeBot/1.0"))))
                .isEqualTo(new Verdict.Drop(DropReason.BOT, "bot"));
        assertThat(collector.judge(new Wire().time(-1).beacon(), excluded(firefox)))
                .isInstanceOf(Verdict.Reject.class);
    }

    private Arrival excluded(Agent agent) {
        SiteDay day = SiteDay.at(NOW, rules.site().zone());
        return new Arrival(
                rules,
                day,
                salt,
                NOW,
                "192.0.2.1",
                agent,
                Arrival.Caller.BROWSER,
                Place.UNKNOWN,
                Optional.of(DropReason.EXCLUDED_COUNTRY));
    }

    @Test
    void personalDataIsRedactedEverywhere() {
        Event event = kept(new Wire()
                .type(Optional.of("event"))
                .with("path", "/u/joe@example.com")
                .with("referrer", "http://192.168.7.9/x")
                .with("action", "mail joe@example.com")
                .with("category", "call +4930123456")
                .with("label", "from 2001:db8::1")
                .beacon());
        assertThat(event.path()).isEqualTo("/u/[redacted]");
        assertThat(event.source().referrerDomain()).isEqualTo("[redacted]");
        assertThat(event.detail())
                .isEqualTo(new Detail.CustomEvent(
                        "mail [redacted]", "call [redacted]", "from [redacted]", Optional.empty(), true));
        assertThat(kept(new Wire()
                                .campaign(new Campaign("joe@example.com", "", "", "10.0.0.1", ""))
                                .beacon())
                        .source()
                        .campaign())
                .isEqualTo(new Campaign("[redacted]", "", "", "[redacted]", ""));
    }

    @Test
    void whatRedactionCanNotReachIsRefused() {
        assertThat(judge(new Wire().with("path", "/u/joe%2540example.com").beacon()))
                .isEqualTo(new Verdict.Reject(RejectReason.PERSONAL_DATA, "Data validation failed", Map.of()));
    }

    @Test
    void longTextsAreCut() {
        Event event = kept(new Wire()
                .type(Optional.of("event"))
                .with("path", "/" + "a".repeat(3000))
                .with("action", "b".repeat(300))
                .with("category", "c".repeat(300))
                .with("label", "d".repeat(300))
                .beacon());
        assertThat(event.path()).hasSize(2048);
        assertThat(event.detail())
                .isEqualTo(new Detail.CustomEvent(
                        "b".repeat(100), "c".repeat(100), "d".repeat(200), Optional.empty(), true));
    }

    @Test
    void aCutLeavesNoHalfAnAddressAndNoHalfACharacter() {
        Detail.CustomEvent event = (Detail.CustomEvent) kept(new Wire()
                        .type(Optional.of("event"))
                        .with("action", "x".repeat(90) + " joe@example.com")
                        .with("category", "y".repeat(99) + "\uD83D\uDE00")
                        .beacon())
                .detail();
        assertThat(event.action()).isEqualTo("x".repeat(90) + " [redacted");
        assertThat(event.category()).isEqualTo("y".repeat(99));
    }

    @ParameterizedTest
    @CsvSource({
        "1.23456, 1.2346",
        "-1e12, -1000000000000",
        "1e12, 1000000000000",
        "0.00001, 0",
        "1e-999999999, 0",
        "19.90, 19.9",
        "1e3, 1000",
        "999999999999.1234, 999999999999.1234"
    })
    void valuesKeepFourDecimals(String sent, BigDecimal stored) {
        Detail.CustomEvent event = (Detail.CustomEvent)
                kept(new Wire().type(Optional.of("event")).value(sent).beacon()).detail();
        assertThat(event.value()).contains(stored);
        assertThat(event.action()).isEqualTo("custom_event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1.0000000000001e12", "-1e13"})
    void valuesBeyondABillionAreRefused(String sent) {
        assertThat(judge(new Wire().type(Optional.of("event")).value(sent).beacon()))
                .isInstanceOf(Verdict.Reject.class);
    }

    @ParameterizedTest
    @CsvSource({"scroll, false, false", "performance, false, false", "other, false, true", "other, true, false"})
    void someEventsEndNoBounce(String category, boolean nonInteraction, boolean interactive) {
        Wire wire =
                new Wire().type(Optional.of("event")).with("category", category).nonInteraction(nonInteraction);
        assertThat(((Detail.CustomEvent) kept(wire.beacon()).detail()).isInteractive())
                .isEqualTo(interactive);
    }

    @Test
    void timeOnPageIsClampedToADay() {
        Event event = kept(new Wire()
                .type(Optional.of("engagement"))
                .time(1e9)
                .scroll(49.6)
                .page("page-1")
                .bounce(false)
                .beacon());
        assertThat(event.detail())
                .isEqualTo(new Detail.Engagement(
                        salt.pageId(event.site(), "page-1"),
                        Optional.of(Duration.ofDays(1)),
                        OptionalInt.of(50),
                        true));
        assertThat(kept(new Wire().type(Optional.of("heartbeat")).time(1.5).beacon())
                        .detail())
                .isEqualTo(new Detail.Heartbeat(0, Optional.of(Duration.ofMillis(1500))));
    }

    @Test
    void onlyIsBounceFalseEndsABounce() {
        Wire wire = new Wire().type(Optional.of("engagement")).bounce(true);
        assertThat(((Detail.Engagement) kept(wire.beacon()).detail()).endsBounce())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1x1, 1x1", "20000x20000, 20000x20000", "20001x1, ''", "0x5, ''", "1920X1080, ''", "1920x, ''", "x, ''"
    })
    void aBadScreenIsDropped(String sent, String stored) {
        assertThat(kept(new Wire().with("screen", sent).beacon()).client().screen())
                .isEqualTo(stored);
    }

    @Test
    void aBrowsersSessionIsAHintAndAServersPartOfTheVisitor() {
        Beacon beacon = new Wire().session("sess_1").beacon();
        Agent agent = agents.read(FIREFOX);
        Event browser = kept(beacon, arrival(agent, Arrival.Caller.BROWSER));
        Event server = kept(beacon, arrival(agent, Arrival.Caller.SERVER));
        Event forVisitor = kept(beacon, arrival(agent, Arrival.Caller.SERVER_FOR_VISITOR));
        assertThat(browser.sessionHint()).isEqualTo(salt.sessionHint(browser.site(), "sess_1"));
        assertThat(browser.visitor()).isEqualTo(salt.visitor(browser.site(), "192.0.2.1", FIREFOX));
        assertThat(server.sessionHint()).isZero();
        assertThat(server.visitor()).isEqualTo(salt.visitor(browser.site(), "192.0.2.1", FIREFOX, "sess_1"));
        assertThat(forVisitor.sessionHint()).isZero();
        assertThat(forVisitor.visitor()).isEqualTo(browser.visitor());
    }

    @Test
    void campaignsBelongToPageviewsOnly() {
        Wire wire = new Wire()
                .type(Optional.of("event"))
                .campaign(new Campaign("news", "cpc", "", "", ""))
                .with("referrer", "https://other.org/");
        assertThat(kept(wire.beacon()).source()).isEqualTo(new Source("other.org", Channel.REFERRAL, Campaign.NONE));
    }

    @Test
    void nothingThatHoldsAnAddressOrUserAgentPrintsIt() {
        Arrival arrival = arrival(agents.read(FIREFOX), Arrival.Caller.BROWSER);
        assertThat(arrival.toString() + arrival.agent()).doesNotContain("192.0.2.1", "Firefox");
    }

    private Event kept(Beacon beacon) {
        return kept(beacon, arrival(agents.read(FIREFOX), Arrival.Caller.BROWSER));
    }

    private Event kept(Beacon beacon, Arrival arrival) {
        Verdict verdict = collector.judge(beacon, arrival);
        assertThat(verdict).isInstanceOf(Verdict.Keep.class);
        return ((Verdict.Keep) verdict).event();
    }

    private Verdict judge(Beacon beacon) {
        return collector.judge(beacon, arrival(agents.read(FIREFOX), Arrival.Caller.BROWSER));
    }

    private Arrival arrival(Agent agent, Arrival.Caller caller) {
        return new Arrival(
                rules,
                SiteDay.at(NOW, rules.site().zone()),
                salt,
                NOW,
                "192.0.2.1",
                agent,
                caller,
                Place.UNKNOWN,
                Optional.empty());
    }
}
