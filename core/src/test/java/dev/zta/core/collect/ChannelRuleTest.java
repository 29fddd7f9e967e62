package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** track.md, "Channel" and "Referrer domain". */
class ChannelRuleTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', '', DIRECT",
        "google.com, '', CPC, PAID",
        "'', '', paid-social, PAID",
        "'', '', affiliate, PAID",
        "facebook.com, '', '', SOCIAL",
        "m.facebook.com, '', '', SOCIAL",
        "l.instagram.com, '', '', SOCIAL",
        "t.co, '', '', SOCIAL",
        "youtu.be, '', '', SOCIAL",
        "pinterest.de, '', '', SOCIAL",
        "'', x, social, SOCIAL",
        "google.com, '', '', ORGANIC",
        "google.co.uk, '', '', ORGANIC",
        "google.com.br, '', '', ORGANIC",
        "google.de, '', '', ORGANIC",
        "bing.com, '', '', ORGANIC",
        "search.yahoo.com, '', '', ORGANIC",
        "yahoo.co.jp, '', '', ORGANIC",
        "search.brave.com, '', '', ORGANIC",
        "brave.com, '', '', REFERRAL",
        "example.org, '', organic, ORGANIC",
        "notgoogle.com, '', '', REFERRAL",
        "google.evil.test, '', '', REFERRAL",
        "google.com.evil.test, '', '', REFERRAL",
        "facebook.com.evil.test, '', '', REFERRAL",
        "netflix.com, '', '', REFERRAL",
        "google.github.io, '', '', REFERRAL",
        "example.org, '', '', REFERRAL",
        "'', newsletter, email, REFERRAL",
        "'', '', email, DIRECT"
    })
    void theFirstRuleThatFitsDecides(String domain, String source, String medium, Channel channel) {
        assertThat(ChannelRule.of(domain, new Campaign(source, medium, "", "", "")))
                .isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.Other.org/a?b#c, other.org",
        "https://other.org:8443/, other.org",
        "https://user:secret@other.org/, other.org",
        "https://other.org., other.org",
        "https://other.org?x, other.org",
        "android-app://com.google.android.gm/, com.google.android.gm",
        "https://bücher.example/, xn--bcher-kva.example",
        "https://example.com/a, ''",
        "https://www.example.com/a, ''",
        "https://blog.example.com/a, ''",
        "https://notexample.com/a, notexample.com",
        "'', ''",
        "nonsense, ''",
        "/local/path, ''",
        "https://sp ace/, ''",
        "https:///path, ''"
    })
    void ofAReferrerOnlyTheHostIsKept(String referrer, String domain) {
        assertThat(ReferrerDomain.of(referrer, "example.com")).isEqualTo(domain);
        assertThat(ReferrerDomain.of(referrer, "www.example.com")).isEqualTo(domain);
    }
}
