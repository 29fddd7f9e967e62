package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** track.md, "Origin". */
class OriginRuleTest {
    private final PublicSuffixes suffixes =
            new PublicSuffixes(() -> Stream.of("com", "uk", "co.uk", "github.io", "*.ck", "!www.ck"));
    private final OriginRule rule = new OriginRule(suffixes::contains);

    @ParameterizedTest
    @CsvSource({
        "https://example.com, example.com, '', true",
        "http://example.com:8080, example.com, '', true",
        "HTTPS://EXAMPLE.COM, example.com, '', true",
        "https://www.example.com, example.com, '', true",
        "https://example.com, www.example.com, '', true",
        "https://blog.example.com, example.com, '', false",
        "https://blog.example.com, example.com, example.com, true",
        "https://blog.example.com, example.com, www.Example.com, true",
        "https://blog.example.com, www.example.com, example.com, true",
        "https://blog.example.com, example.com, other.com, false",
        "https://blog.example.com, blog2.example.com, example.com, false",
        "https://evil.test, example.com, example.com, false",
        "https://someone.github.io, github.io, github.io, false",
        "https://github.io, github.io, '', true",
        "null, example.com, '', false",
        "example.com, example.com, '', false",
        "https://example.com.evil.test, example.com, example.com, false",
        "https://notexample.com, example.com, example.com, false",
        "https://example.com/path, example.com, '', false",
        "https://user@example.com, example.com, '', false",
        "https://example.com:port, example.com, '', false",
        "https://, example.com, '', false"
    })
    void onlyTheSitesOwnPagesReport(String origin, String domain, String declared, boolean allowed) {
        assertThat(rule.allows(origin, domain, declared)).isEqualTo(allowed);
    }

    @Test
    void publicSuffixesFollowTheListsRules() {
        assertThat(Stream.of("com", "co.uk", "github.io", "any.ck", "unlisted")).allMatch(suffixes::contains);
        assertThat(Stream.of("example.com", "www.ck", "a.b.ck", "x.github.io")).noneMatch(suffixes::contains);
    }
}
