package dev.zta.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** cli.md, "Importing an access log": Line. */
class AccessLogLineTest {
    private static final String COMMON = "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET /a HTTP/1.1\" 200 12";
    private static final String COMBINED = COMMON + " \"https://other.org/\" \"Firefox/27.0\"";

    @Test
    void readsTheCombinedFormat() {
        AccessLogLine line = read(COMBINED);
        assertThat(line)
                .isEqualTo(new AccessLogLine(
                        "192.0.2.7",
                        Instant.parse("2015-05-17T08:05:03Z").getEpochSecond(),
                        "GET",
                        "/a",
                        200,
                        "https://other.org/",
                        "Firefox/27.0"));
        assertThat(line.toString()).isEqualTo("AccessLogLine");
    }

    @Test
    void readsTheCommonFormat() {
        ParsedLine line = AccessLogLine.parse(COMMON, AccessLogFormat.COMMON);
        assertThat(((AccessLogLine) line).userAgent()).isEmpty();
        assertThat(AccessLogLine.parse(COMBINED, AccessLogFormat.COMMON)).isInstanceOf(ParsedLine.Malformed.class);
        assertThat(AccessLogLine.parse(COMMON, AccessLogFormat.COMBINED)).isInstanceOf(ParsedLine.Malformed.class);
    }

    @Test
    void aCarriageReturnIsNoPartAndFurtherFieldsAreIgnored() {
        assertThat(read(COMBINED + "\r").userAgent()).isEqualTo("Firefox/27.0");
        assertThat(read(COMBINED + " \"more\" 0.003").userAgent()).isEqualTo("Firefox/27.0");
        assertThat(AccessLogLine.parse(COMBINED + "x", AccessLogFormat.COMBINED))
                .isInstanceOf(ParsedLine.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "host-1.example.net", "::ffff:192.0.2.1", "fe80::1%eth0"})
    void aClientIsAnAddressOrAName(String client) {
        assertThat(read(COMBINED.replace("192.0.2.7", client)).client()).isEqualTo(client);
    }

    @Test
    void quotedFieldsAreUnescaped() {
        AccessLogLine line = read(COMMON + " \"-\" \"a \\\"quoted\\\" \\\\ \\x41\\xzz\\t\"");
        assertThat(line.referrer()).isEmpty();
        assertThat(line.userAgent()).isEqualTo("a \"quoted\" \\ Axzz\t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /a b HTTP/1.1 | GET | /a b
            GET /old | GET | /old
            POST http://example.com/x?y HTTP/1.0 | POST | http://example.com/x?y
            - | '' | ''
            \\x16\\x03 | '' | ''
            GET | '' | ''
            """)
    void aRequestHasMethodAndTarget(String request, String method, String target) {
        AccessLogLine line = read(COMBINED.replace("GET /a HTTP/1.1", request));
        assertThat(line.method()).isEqualTo(method);
        assertThat(line.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "17/May/2015:10:05:03 +0000, 2015-05-17T10:05:03Z",
        "29/Feb/2024:23:59:59 -0730, 2024-03-01T07:29:59Z",
        "01/Jan/2026:00:00:00 +0545, 2025-12-31T18:15:00Z"
    })
    void timesHaveTheirOffset(String text, Instant time) {
        assertThat(read(COMBINED.replace("17/May/2015:10:05:03 +0200", text)).epochSecond())
                .isEqualTo(time.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "192.0.2.7 - - 17/May/2015:10:05:03 +0200 \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/Mai/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "192.0.2.7 - - [31/Feb/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:24:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:10:05:03] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "192.0.2.7 - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "example.com:80 192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:10:05:03 +0200] GET / 200 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 2000 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" - 12 \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 x \"-\" \"-\"",
                "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"open",
                "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"esc\\\"",
                "<script> - - [17/May/2015:10:05:03 +0200] \"GET / HTTP/1.1\" 200 12 \"-\" \"-\""
            })
    void anythingElseIsMalformed(String line) {
        assertThat(AccessLogLine.parse(line, AccessLogFormat.COMBINED)).isInstanceOf(ParsedLine.Malformed.class);
    }

    @Test
    void aLineOver64KibIsMalformed() {
        String line = COMMON + " \"-\" \"" + "x".repeat(1 << 16) + "\"";
        assertThat(AccessLogLine.parse(line, AccessLogFormat.COMBINED))
                .isEqualTo(new ParsedLine.Malformed("longer than 64 KiB"));
    }

    @Test
    void noCutAndNoFlippedCharacterBreaksTheParser() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder line = new StringBuilder(COMBINED);
            line.setLength(random.nextInt(COMBINED.length()) + 1);
            line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(256));
            assertThat(AccessLogLine.parse(line.toString(), AccessLogFormat.COMBINED))
                    .isNotNull();
        }
    }

    private static AccessLogLine read(String line) {
        return (AccessLogLine) AccessLogLine.parse(line, AccessLogFormat.COMBINED);
    }
}
