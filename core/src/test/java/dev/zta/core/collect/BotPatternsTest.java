package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "Bots". */
class BotPatternsTest {
    private static final List<String> LISTED = List.of(
            "Googlebot\\/",
            "Ahrefs(Bot|SiteAudit)",
            "[pP]ingdom",
            "^LCC ",
            "Chirp|gotosocial",
            "Current[\\s\\S]*RSS Reader",
            "(^| )PTST\\/",
            "GoogleAssociationService$",
            "BlogTraffic\\/\\d\\.\\d+ Feed-Fetcher",
            "Y!J",
            "Silk?Road");

    private final BotPatterns bots = new BotPatterns(LISTED, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SomeBOT/1.0",
                "my crawler",
                "Spiderman",
                "Yahoo! Slurp",
                "Mediapartners-Google",
                "ia_archiver",
                "Sogou web",
                "facebookexternalhit/1.1",
                "Facebot",
                "WhatsApp/2.23",
                "BingPreview/1.0b",
                "HeadlessChrome/126",
                "PhantomJS",
                "selenium/4",
                "Puppeteer",
                "Playwright/1.4",
                "Chrome-Lighthouse",
                "Google PageSpeed",
                "Pingdom.com",
                "UptimeRobot/2.0"
            })
    void aGenericWordCountsInAnyCase(String userAgent) {
        assertThat(bots.find(userAgent)).isPresent();
    }

    @Test
    void aListedPatternIsNamedBeforeAWord() {
        assertThat(bots.find("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"))
                .contains("Googlebot\\/");
        assertThat(bots.find("Mozilla/5.0 (compatible; OtherBot/2.1)")).contains("bot");
    }

    @Test
    void aListedPatternCountsInTheCaseItIsWrittenIn() {
        assertThat(bots.find("LCC (+http://corpora.example)")).contains("^LCC ");
        assertThat(bots.find("lcc (+http://corpora.example)")).isEmpty();
        assertThat(bots.find("the LCC here")).isEmpty();
        assertThat(bots.find("gotosocial/0.1")).contains("Chirp|gotosocial");
        assertThat(bots.find("Chirp")).contains("Chirp|gotosocial");
        assertThat(bots.find("Currently an RSS Reader")).contains("Current[\\s\\S]*RSS Reader");
        assertThat(bots.find("x PTST/1")).contains("(^| )PTST\\/");
        assertThat(bots.find("xPTST/1")).isEmpty();
        assertThat(bots.find("SilRoad")).contains("Silk?Road");
    }

    @Test
    void cubotIsATelephone() {
        assertThat(bots.find("Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) Chrome/80 Mobile Safari/537.36"))
                .isEmpty();
        assertThat(bots.find("Mozilla/5.0 (Linux; Android 9; CUBOT) SomeBot/1.0"))
                .contains("bot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "curl/8.5.0", "python-requests/2.31", "node", "okhttp/4.12", "Mozilla/5.0 Firefox/127.0"})
    void browsersAndPlainClientsAreNoBots(String userAgent) {
        assertThat(bots.find(userAgent)).isEmpty();
    }

    @Test
    void theTableOfTriplesFindsWhatTryingEveryPatternFinds() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "Googlebot/",
                "Ahrefs",
                "Bot",
                "SiteAudit",
                "Pingdom",
                "pingdom",
                "LCC ",
                "Chirp",
                " PTST/",
                "Y!J",
                "Current",
                "RSS Reader",
                "BlogTraffic/1.2 Feed-Fetcher",
                "Mozilla/5.0 ",
                "cubot",
                "spi",
                "der",
                "x");
        for (int round = 0; round < 5_000; round++) {
            StringBuilder ua = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                ua.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(bots.find(ua.toString()).isPresent()).as(ua.toString()).isEqualTo(naive(ua.toString()));
        }
    }

    private static boolean naive(String userAgent) {
        String ua = userAgent.replaceAll("(?i)cubot", "");
        boolean listed = LISTED.stream()
                .anyMatch(regex ->
                        java.util.regex.Pattern.compile(regex).matcher(ua).find());
        return listed || ua.toLowerCase(java.util.Locale.ROOT).matches(".*(bot|spider|pingdom).*");
    }
}
