package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "Paths". */
class PathCleanerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | /
            / | /
            about | /about
            /About/ | /About/
            /caf%C3%A9/%2f | /caf%C3%A9/%2f
            /a#section | /a
            /a?x=1#section | /a?x=1
            /a#?x=1 | /a
            https://example.com/a/b?x=1 | /a/b?x=1
            HTTP://example.com | /
            https://example.com?x=1 | /?x=1
            https://example.com#top | /
            //double | //double
            /a?b=2&a=1 | /a?a=1&b=2
            /a?b=2&a=2&a=1 | /a?a=2&a=1&b=2
            /a? | /a
            /a?&& | /a
            /a?flag | /a?flag
            /a?u=/b?c=1 | /a?u=/b?c=1
            ?x=1 | /?x=1
            /redirect?to=https://other.test/x | /redirect?to=https://other.test/x
            redirect/https://other.test/x | /redirect/https://other.test/x
            /a?utm_source=x&UTM_Foo=y&z=1 | /a?z=1
            /a?GCLID=1&fbclid=2&_ga=3&z=1 | /a?z=1
            /a?Email=joe&token=1&api_key=2&z=1 | /a?z=1
            /a?e%6dail=joe&z=1 | /a?z=1
            /a?email[]=joe&z=1 | /a?z=1
            /a?emails=1&tokens=2 | /a?emails=1&tokens=2
            /a?REF=1&refs=2 | /a?refs=2
            """)
    void keepsOfAPathWhatTheContractSays(String raw, String stored) {
        assertThat(PathCleaner.clean(raw, Set.of("ref"))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gclid",
                "gbraid",
                "wbraid",
                "dclid",
                "fbclid",
                "msclkid",
                "ttclid",
                "twclid",
                "li_fat_id",
                "yclid",
                "igshid",
                "mc_eid",
                "mc_cid",
                "_ga",
                "_gl",
                "email",
                "mail",
                "phone",
                "tel",
                "name",
                "firstname",
                "lastname",
                "user",
                "username",
                "password",
                "pass",
                "pwd",
                "token",
                "access_token",
                "code",
                "key",
                "api_key",
                "secret",
                "session",
                "sid",
                "auth",
                "signature",
                "ssn",
                "utm_source",
                "utm_id"
            })
    void removesEveryNameOfTheContract(String name) {
        assertThat(PathCleaner.clean("/p?" + name + "=x&keep=1", Set.of())).isEqualTo("/p?keep=1");
    }

    @Test
    void removesControlCharacters() {
        assertThat(PathCleaner.clean("/a\u0000b\r\n\tc\u007f\u0085", Set.of())).isEqualTo("/abc");
    }

    @Test
    void whatIsCleanStaysAsItIsAndAlwaysBeginsWithASlash() {
        Random random = new Random(42);
        String alphabet = "/?&=#:%aAu_tm.4\u0001\u00e9";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String once = PathCleaner.clean(raw.toString(), Set.of("a"));
            assertThat(once).startsWith("/").doesNotContain("#", "\u0001", "?utm_", "&utm_");
            assertThat(PathCleaner.clean(once, Set.of("a"))).as(raw.toString()).isEqualTo(once);
        }
    }
}
