package dev.zta.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.collect.BotPatterns;
import dev.zta.core.collect.Domains;
import dev.zta.core.collect.PublicSuffixes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "Bots" and "Origin", with the lists that are shipped. */
class BundledListsTest {
    private final BotPatterns live = BundledLists.bots();
    private final BotPatterns inLogs = BundledLists.botsInLogs();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Feedfetcher-Google; (+http://www.google.com/feedfetcher.html)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ChatGPT-User/1.0; +https://openai.com/bot)",
                "Mastodon/4.2 (http.rb/5.1; +https://social.example/)",
                "nutch-1.4/Nutch-1.4"
            })
    void crawlersAreBotsEverywhere(String userAgent) {
        assertThat(live.find(userAgent)).isPresent();
        assertThat(inLogs.find(userAgent)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl/8.5.0",
                "python-requests/2.31.0",
                "node",
                "okhttp/4.12.0",
                "Go-http-client/1.1",
                "axios/1.6",
                "Wget/1.2"
            })
    void plainClientsAreBotsInLogsOnly(String userAgent) {
        assertThat(live.find(userAgent)).isEmpty();
        assertThat(inLogs.find(userAgent)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
                        + " Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0"
                        + " Chrome/121.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/80.0 Mobile"
            })
    void browsersAreNone(String userAgent) {
        assertThat(live.find(userAgent)).isEmpty();
        assertThat(inLogs.find(userAgent)).isEmpty();
    }

    @Test
    void publicSuffixesAreThoseOfTheList() {
        PublicSuffixes suffixes = BundledLists.publicSuffixes();
        assertThat(Stream.of("com", "co.uk", "github.io", "xn--55qx5d.cn", "foo.ck"))
                .allMatch(suffixes::contains);
        assertThat(Stream.of("example.com", "www.ck", "semicomplete.com")).noneMatch(suffixes::contains);
    }

    /** Contract: beyond, "Exclusions per site". */
    @Test
    void everyLineOfTheListOfReferrerSpamIsADomainOfIt() throws IOException {
        Domains spam = BundledLists.referrerSpam();
        List<String> lines;
        try (BufferedReader list = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BundledLists.class.getResourceAsStream("referrer-spam.txt")),
                StandardCharsets.UTF_8))) {
            lines = list.readAllLines();
        }
        assertThat(lines).hasSizeGreaterThan(2_000);
        assertThat(lines).allMatch(line -> spam.cover("buttons." + line.strip().toLowerCase(Locale.ROOT)));
        assertThat(Stream.of("example.org", "google.com", "org", "")).noneMatch(spam::cover);
    }
}
