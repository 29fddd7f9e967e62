package dev.zta.core.collect;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "Personal data guard". */
class PersonalDataGuardTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /u/joe@example.com/x | /u/[redacted]/x
            /u/joe%40example.com/x | /u/[redacted]/x
            /u?q=Joe.Doe%2Bnews%40mail.example.co.uk&z=1 | /u?q=[redacted]&z=1
            mail to jörg@exämple.de. | mail to [redacted].
            from 192.168.1.17, please | from [redacted], please
            /host/10.0.0.1 | /host/[redacted]
            2001:db8::8a2e:370:7334 | [redacted]
            [2001:db8:0:0:0:0:0:1] | [[redacted]]
            ip=2001%3Adb8%3A%3A1&x=1 | ip=[redacted]&x=1
            ::ffff:192.0.2.128 | [redacted]
            call +4930123456 | call [redacted]
            call +49 (30) 123-456 now | call [redacted] now
            tel:%2B49%2030%20123456 | tel:[redacted]
            (555) 123-4567 | [redacted]
            555-123-4567 | [redacted]
            1-800-555-1234 | [redacted]
            555.123.4567 | [redacted]
            01 23 45 67 89 | [redacted]
            030 1234567 | [redacted]
            a@b.de and 10.1.2.3 | [redacted] and [redacted]
            """)
    void redactsWhatLooksPersonal(String text, String redacted) {
        assertThat(PersonalDataGuard.redact(text)).isEqualTo(redacted);
        assertThat(PersonalDataGuard.finds(text)).isTrue();
        assertThat(PersonalDataGuard.finds(redacted)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/order/1234567890",
                "/2026-01-15/report",
                "/2026/01/15/a-post",
                "15.01.2026",
                "2026-01-15 12-30-45",
                "2026-01-15T12:30:45",
                "2026-01-15-2026-02-28",
                "/log/20260115-093000",
                "20260115093000",
                "/v/1.2.3",
                "/v/10.15.7.1234",
                "300.300.300.300",
                "1.2.3.4.5",
                "/@scope/package",
                "lodash@4.17.21",
                "std::vector",
                "12:30:45",
                "00:1B:44:11:3A:B7",
                "/shop/17-inch-2020-model",
                "/a/123/4567/890",
                "/r/123e4567-e89b-12d3-a456-426614174000",
                "2019-2020",
                "::",
                "100 %",
                "[redacted]",
                "/docs/%E4%BD%A0%E5%A5%BD"
            })
    void leavesEverythingElse(String text) {
        assertThat(PersonalDataGuard.redact(text)).isSameAs(text);
        assertThat(PersonalDataGuard.finds(text)).isFalse();
    }

    @Test
    void theSecondScanLooksThroughRepeatedEncoding() {
        assertThat(PersonalDataGuard.redact("/u/joe%2540example.com")).isEqualTo("/u/joe%2540example.com");
        assertThat(PersonalDataGuard.finds("/u/joe%2540example.com")).isTrue();
    }

    @Test
    void nothingIsLeftAfterRedaction() {
        Random random = new Random(11);
        List<String> pieces = List.of(
                "joe@example.com",
                "%40",
                "@",
                "10.0.0.1",
                ".",
                "1",
                "22",
                "333",
                "4444",
                "-",
                " ",
                "+",
                "(",
                ")",
                ":",
                "::",
                "2001:db8::1",
                "ab",
                "x",
                "/",
                "2026-01-15",
                "555-123-4567",
                "%20",
                "%3A");
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String redacted = PersonalDataGuard.redact(text.toString());
            assertThat(PersonalDataGuard.redact(redacted))
                    .as("%s, %s", text, redacted)
                    .isEqualTo(redacted);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@", "1.", "1-", "a.", "1:", "::", "+", "(", "%40", "a@a.", "1 ", "12-", "0.0.0.", "f", "@a."})
    void hostileTextTakesLinearTime(String piece) {
        String text = piece.repeat(200_000 / piece.length());
        assertTimeoutPreemptively(ofSeconds(2), () -> PersonalDataGuard.redact(text));
    }
}
