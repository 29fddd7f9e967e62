package dev.zta.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: sites, "Domain format". */
class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "' Shop.Example.org ', shop.example.org",
        "bücher.example.org, xn--bcher-kva.example.org",
        "BÜCHER.example.org, xn--bcher-kva.example.org",
        "XN--STRAE-OQA.de, xn--strae-oqa.de",
        "例え.テスト, xn--r8jz45g.xn--zckzah"
    })
    void a_name_is_stored_in_lower_case_and_ascii(String text, String stored) {
        assertThat(DomainName.parse(text, false)).contains(stored);
    }

    /** What IDNA 2003 turns into another name, IDNA 2008 keeps: two domains, of perhaps two owners. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "straße.de",
                "faß.de",
                "shop.faß.example.org",
                "FAẞ.de",
                "βόλος.gr",
                "نامه\u200cای.com",
                "ශ්\u200dරී.com"
            })
    void a_name_that_would_become_another_domain_is_refused(String text) {
        assertThat(DomainName.parse(text, false)).isEmpty();
    }

    @Test
    void names_of_one_label_are_for_development() {
        assertThat(DomainName.parse("localhost", false)).isEmpty();
        assertThat(DomainName.parse("localhost", true)).contains("localhost");
    }
}
