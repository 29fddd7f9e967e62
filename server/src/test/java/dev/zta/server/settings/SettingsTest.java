package dev.zta.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.account.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, "Settings". */
class SettingsTest {
    @TempDir
    private Path data;

    private Settings read(Map<String, String> environment) {
        return Settings.read(Map.of(Setting.DATA, data.toString()), environment);
    }

    @Test
    void defaults_are_those_of_the_contract() {
        Settings settings = read(Map.of("PATH", "/usr/bin"));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.publicUrl(8080)).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.registration()).isEqualTo(Registration.INVITE);
        assertThat(settings.defaultPlan()).isEqualTo(Plan.ENTERPRISE);
        assertThat(settings.memoryBytes()).isBetween(64L << 20, 256L << 20);
        assertThat(settings.geoDatabase()).isEqualTo(new GeoDatabase.Bundled());
        assertThat(settings.passwordMin()).isEqualTo(8);
        assertThat(settings.allowsDevHosts()).isFalse();
        assertThat(settings.log()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.listensOnLoopbackOnly()).isTrue();
        assertThat(settings.apiRate().windows())
                .containsExactly(
                        new RateRule.Window(100, Duration.ofMinutes(1)),
                        new RateRule.Window(1000, Duration.ofHours(1)));
    }

    @Test
    void command_line_beats_environment_beats_file_beats_default() throws IOException {
        Files.writeString(data.resolve("zta.properties"), "ZTA_PORT=1\nZTA_HOST=file\nZTA_PASSWORD_MIN=12\n");

        Settings settings = Settings.read(
                Map.of(Setting.DATA, data.toString(), Setting.PORT, "3"), Map.of("ZTA_PORT", "2", "ZTA_HOST", "::1"));

        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.passwordMin()).isEqualTo(12);
        assertThat(settings.effective())
                .contains(
                        new Settings.Effective(Setting.PORT, "3", Source.COMMAND_LINE),
                        new Settings.Effective(Setting.HOST, "::1", Source.ENVIRONMENT),
                        new Settings.Effective(Setting.PASSWORD_MIN, "12", Source.FILE),
                        new Settings.Effective(Setting.LOG, "text", Source.DEFAULT));
    }

    @Test
    void a_bad_value_is_refused_with_name_value_and_what_is_allowed() {
        assertThatThrownBy(() -> read(Map.of("ZTA_PORT", "99999")))
                .isInstanceOf(BadSettingException.class)
                .hasMessage(
                        "ZTA_PORT (environment) is '99999'; allowed: a number from 0 to 65535; 0 picks a free port");
        for (Map.Entry<String, String> bad : Map.of(
                        "ZTA_URL", "ftp://x",
                        "ZTA_TRUSTED_PROXIES", "10.0.0.0/33",
                        "ZTA_MEMORY", "lots",
                        "ZTA_REGISTRATION", "OPEN",
                        "ZTA_RATE_API", "100 a minute",
                        "ZTA_DEV_HOSTS", "yes",
                        "ZTA_EVENTS", "oracle",
                        "ZTA_HOST", "")
                .entrySet()) {
            assertThatThrownBy(() -> read(Map.of(bad.getKey(), bad.getValue())))
                    .hasMessageContaining(bad.getKey())
                    .hasMessageContaining("'" + bad.getValue() + "'")
                    .hasMessageContaining("allowed: ");
        }
    }

    @Test
    void an_unknown_setting_is_refused_with_the_nearest_one() throws IOException {
        assertThatThrownBy(() -> read(Map.of("ZTA_PROT", "80")))
                .hasMessage("Unknown setting ZTA_PROT (environment) with the value '80'; the nearest one is ZTA_PORT");

        Files.writeString(data.resolve("zta.properties"), "port=80\n");
        assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("Unknown setting port (zta.properties)");
    }

    @Test
    void secrets_are_never_shown() {
        assertThatThrownBy(() -> read(Map.of("ZTA_SECRET_KEY", "hunter2")))
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("ZTA_SECRET_KEY (environment) is (not shown)");

        String key = "0123456789abcdef0123456789abcdef";
        Settings settings = read(Map.of("ZTA_SECRET_KEY", key));
        assertThat(settings.secretKey()).contains(key);
        assertThat(settings.toString() + settings.effective()).doesNotContain(key);
    }

    /** Contract: billing, "Configuration". */
    @Test
    void plans_are_sold_once_the_key_of_stripe_is_there() {
        assertThat(read(Map.of("STRIPE_PRICE_ID", "price_1")).isHosted()).isFalse();
        Settings settings = read(Map.of(
                "STRIPE_SECRET_KEY", "sk_live_1",
                "STRIPE_WEBHOOK_SECRET", "whsec_1",
                "STRIPE_PRICE_ID", "price_1",
                "STRIPE_PRICE_PRO_MONTHLY", "price_2",
                "STRIPE_PRICE_BUSINESS_YEARLY", "price_3",
                "STRIPE_API_VERSION", "of some other program"));
        StripeSettings stripe = settings.stripe().orElseThrow();
        assertThat(settings.isHosted()).isTrue();
        assertThat(stripe.prices())
                .containsOnly(
                        Map.entry(StripeSettings.Offer.DEFAULT, "price_2"),
                        Map.entry(new StripeSettings.Offer(Plan.BUSINESS, StripeSettings.Interval.YEARLY), "price_3"));
        assertThat(stripe.planOf("price_1")).contains(Plan.PRO);
        assertThat(stripe.planOf("price_3")).contains(Plan.BUSINESS);
        assertThat(stripe.planOf("price_4")).isEmpty();
        assertThat(settings.toString() + stripe + settings.effective())
                .doesNotContain("sk_live_1")
                .doesNotContain("whsec_1");
    }

    @Test
    void a_price_of_no_plan_is_refused_and_a_mistyped_secret_is_not_shown() {
        assertThatThrownBy(() -> read(Map.of("STRIPE_PRICE_PRO_WEEKLY", "price_1")))
                .hasMessageContaining("Unknown setting STRIPE_PRICE_PRO_WEEKLY");
        assertThatThrownBy(() -> read(Map.of("ZTA_STRIPE_SECRET_KEY", "sk_live_1")))
                .hasMessageContaining("the nearest one is STRIPE_SECRET_KEY")
                .hasMessageNotContaining("sk_live_1");
    }

    @Test
    void sizes_have_units() {
        assertThat(read(Map.of("ZTA_MEMORY", "1 GB")).memoryBytes()).isEqualTo(1L << 30);
        assertThat(read(Map.of("ZTA_MEMORY", "100mb")).memoryBytes()).isEqualTo(100L << 20);
    }
}
