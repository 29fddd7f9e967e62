package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Client;
import dev.zta.core.event.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** track.md, "Device", "Browser", "OS": the order of the tests decides. */
class UserAgentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 | DESKTOP | Chrome | 126 | Windows | 10
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/125.0.2535.67 | DESKTOP | Edge | 125 | Windows | 10
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763 | DESKTOP | Edge | 18 | Windows | 10
            Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.6422.165 Mobile Safari/537.36 EdgA/124.0.2478.64 | MOBILE | Edge | 124 | Android | 10
            Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/125.2535.60 Mobile/15E148 Safari/605.1.15 | MOBILE | Edge | 125 | iOS | 17
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 OPR/111.0.0.0 | DESKTOP | Opera | 111 | Windows | 10
            Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.16 | DESKTOP | Opera | 12 | Windows | 7
            Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36 | MOBILE | Samsung Internet | 25 | Android | 13
            Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0 | DESKTOP | Firefox | 127 | Linux |
            Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15 | MOBILE | Firefox | 127 | iOS | 17
            Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0 | TABLET | Firefox | 127 | Android | 14
            Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1 | MOBILE | Chrome | 126 | iOS | 17
            Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 | DESKTOP | Chrome | 126 | ChromeOS | 14541
            Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15 | DESKTOP | Safari | 17 | macOS | 14
            Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1 | TABLET | Safari | 16 | iOS | 16
            Mozilla/5.0 (iPod touch; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.0 Safari/604.1 | MOBILE | Safari | 12 | iOS | 12
            Mozilla/5.0 (Linux; Android 12; SM-T870) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 | TABLET | Chrome | 126 | Android | 12
            Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0) | DESKTOP | Other | | Windows | 8
            Mozilla/5.0 (Mobile; rv:48.0) Gecko/48.0 KAIOS/2.0 | MOBILE | Other | | Other |
            curl/8.5.0 | DESKTOP | Other | | Other |
            """)
    void readsDeviceBrowserAndSystem(
            String header, Device device, String browser, String browserVersion, String os, String osVersion) {
        assertThat(UserAgent.parse(header))
                .isEqualTo(new Client(device, browser, text(browserVersion), os, text(osVersion), ""));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    @Test
    void aMissingUserAgentIsWhatIsLeftWhenNothingMatches() {
        assertThat(UserAgent.parse("")).isEqualTo(new Client(Device.DESKTOP, "Other", "", "Other", "", ""));
    }

    @Test
    void anEndlessVersionIsNoVersion() {
        assertThat(UserAgent.parse("Firefox/" + "9".repeat(100_000)).browserVersion())
                .isEmpty();
    }
}
