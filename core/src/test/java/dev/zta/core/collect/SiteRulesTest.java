package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Place;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: beyond, "Exclusions per site". */
class SiteRulesTest {
    private final SiteRules rules = rules(new Exclusions(
            List.of(),
            List.of(),
            List.of("203.0.113.0/24", "198.51.100.7", "2001:db8:1::42", "2001:db8:2::/48"),
            List.of("NL", "BE"),
            List.of("shop.example.com", "localhost"),
            List.of("spam.example", "buttons.for.example.net"),
            true));

    private static SiteRules rules(Exclusions exclusions) {
        return new SiteRules(
                new Site(
                        new SiteId("site_12345678"),
                        "user_1",
                        "example.com",
                        "example.com",
                        ZoneOffset.UTC,
                        exclusions,
                        OptionalInt.empty(),
                        false,
                        Instant.EPOCH),
                Domains.of(List.of("SEO.example", "www.links.example", "b\u00fccher.example", "example.com", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0, true",
        "203.0.113.255, true",
        "203.0.114.0, false",
        "198.51.100.7, true",
        "198.51.100.8, false",
        "::ffff:198.51.100.7, true",
        "2001:db8:1::42, true",
        "2001:db8:1:0:0:0:0:42, true",
        "2001:db8:1::43, false",
        "2001:db8:2:ffff::1, true",
        "client.example.org, false",
        "'', false"
    })
    void an_address_is_excluded_by_itself_or_by_a_range(String address, boolean isExcluded) {
        assertThat(rules.excludesAddress(address)).isEqualTo(isExcluded);
    }

    @ParameterizedTest
    @CsvSource({"NL, true", "BE, true", "DE, false", "ZZ, false"})
    void a_country_is_excluded_by_its_code(String country, boolean isExcluded) {
        assertThat(rules.excludesCountry(new Place(country, "Unknown"))).isEqualTo(isExcluded);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com, false",
        "http://SHOP.example.com:8080, false",
        "http://localhost:3000, false",
        "https://example.com, true",
        "https://www.shop.example.com, true",
        "null, true"
    })
    void only_allowed_hosts_may_report(String origin, boolean isExcluded) {
        assertThat(rules.excludesHostname(origin)).isEqualTo(isExcluded);
    }

    @ParameterizedTest
    @CsvSource({
        "https://spam.example/, true",
        "https://www.spam.example/x?y, true",
        "http://a.b.SPAM.example, true",
        "https://nospam.example/, false",
        "https://spam.example.org/, false",
        "https://for.example.net/, false",
        "https://example/, false",
        "spam.example, false",
        "'', false"
    })
    void a_referrer_is_excluded_with_all_below_it(String referrer, boolean isExcluded) {
        assertThat(rules.excludesReferrer(referrer)).isEqualTo(isExcluded);
    }

    @ParameterizedTest
    @CsvSource({
        "https://seo.example/, true",
        "https://a.b.Seo.Example:8080/x?y#z, true",
        "https://links.example, true",
        "http://xn--bcher-kva.example/, true",
        "http://www.b\u00fccher.example/, true",
        "https://notseo.example/, false",
        "https://seo.example.org/, false",
        "https://example.org/seo.example, false",
        "https://www.example.com/, false"
    })
    void the_public_list_excludes_unless_the_owner_says_no(String referrer, boolean isExcluded) {
        assertThat(rules(Exclusions.NONE).excludesReferrer(referrer)).isEqualTo(isExcluded);
        Exclusions without =
                new Exclusions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of("other.example"), false);
        assertThat(rules(without).excludesReferrer(referrer)).isFalse();
        assertThat(rules(without).excludesReferrer("https://other.example/")).isTrue();
    }

    @Test
    void without_such_settings_nothing_is_excluded() {
        SiteRules open = rules(Exclusions.NONE);
        assertThat(open.excludesAddress("203.0.113.1")).isFalse();
        assertThat(open.excludesCountries()).isFalse();
        assertThat(open.excludesHostname("https://www.example.com")).isFalse();
        assertThat(open.excludesReferrer("https://spam.example/")).isFalse();
    }

    @Test
    void addresses_are_not_printed() {
        assertThat(rules.site().toString()).doesNotContain("203.0", "2001:db8", "198.51");
    }
}
