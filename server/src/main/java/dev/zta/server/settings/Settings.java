package dev.zta.server.settings;

import com.sun.management.OperatingSystemMXBean;
import dev.zta.core.account.Plan;
import dev.zta.core.address.AddressRanges;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All settings, checked and typed. Nothing of it prints a secret.
 *
 * @param data the data folder
 * @param host name or address to listen on
 * @param port port to listen on; 0 picks a free one
 * @param url public address where it is set
 * @param trustedProxies whose forwarded headers count
 * @param registration who may make an account
 * @param setupCode code for the first account, where it is set
 * @param memoryBytes budget of the embedded engine and caches together
 * @param smtp the mail provider, where there is one
 * @param mailFrom address that e-mails come from, where it is set
 * @param geoDatabase where countries come from
 * @param defaultPlan whose limits hold for every account where no plans are sold
 * @param secretKey key material, where it is set
 * @param saltFolder where salts survive a restart, where it is set
 * @param passwordMin shortest password
 * @param mfaIssuer name that authenticator apps show
 * @param oauth providers to log in with
 * @param stripe how plans are sold; empty: they are not
 * @param maxSitesPerUser beats the plan's number
 * @param activityLogDays for how long activity is kept; beats the plan's time
 * @param allowsDevHosts whether single-label names may be site domains
 * @param nameServer whom domains are asked of; empty: those of the machine
 * @param log form of log lines
 * @param metrics who may read {@code /metrics}
 * @param apiRate general limit of calls
 * @param trackRate limit of ingestion
 * @param effective each setting as it is shown to people
 */
public record Settings(
        Path data,
        String host,
        int port,
        Optional<URI> url,
        AddressRanges trustedProxies,
        Registration registration,
        Optional<String> setupCode,
        long memoryBytes,
        Optional<SmtpServer> smtp,
        Optional<String> mailFrom,
        GeoDatabase geoDatabase,
        Plan defaultPlan,
        Optional<String> secretKey,
        Optional<Path> saltFolder,
        int passwordMin,
        String mfaIssuer,
        OAuthSettings oauth,
        Optional<StripeSettings> stripe,
        OptionalInt maxSitesPerUser,
        OptionalInt activityLogDays,
        boolean allowsDevHosts,
        Optional<String> nameServer,
        LogFormat log,
        AddressRanges metrics,
        RateRule apiRate,
        RateRule trackRate,
        List<Effective> effective) {
    private static final long MEGABYTE = 1L << 20;
    private static final long LEAST_MEMORY_BYTES = 64 * MEGABYTE;
    private static final long MOST_DEFAULT_MEMORY_BYTES = 256 * MEGABYTE;
    private static final int SECRET_KEY_BYTES = 32;
    private static final int SETUP_CODE_CHARACTERS = 8;
    private static final int PASSWORD_MIN = 8;
    private static final int PASSWORD_MAX = 128;
    private static final int PORT_MAX = 65_535;
    private static final int LONGEST_DAYS = 36_500;

    /**
     * A setting as {@code zta config} shows it.
     *
     * @param value its text; a secret is hidden
     */
    public record Effective(Setting setting, String value, Source source) {}

    public Settings {
        effective = List.copyOf(effective);
    }

    /**
     * Reads all settings.
     *
     * @param commandLine what options say
     * @param environment variables; those that begin neither with {@code ZTA_} nor as Stripe's do are not looked at
     * @throws BadSettingException naming the first that is unknown or can't be
     */
    public static Settings read(Map<Setting, String> commandLine, Map<String, String> environment) {
        SettingTexts texts = SettingTexts.read(commandLine, environment);
        SettingValues values = new SettingValues(texts);
        values.oneOf(Setting.EVENTS, new String[] {Setting.EVENTS.defaultText()}, word -> word);
        values.oneOf(Setting.ACCOUNTS, new String[] {Setting.ACCOUNTS.defaultText()}, word -> word);
        return new Settings(
                values.path(Setting.DATA),
                values.present(Setting.HOST),
                values.number(Setting.PORT, 0, PORT_MAX),
                values.origin(Setting.URL),
                values.ranges(Setting.TRUSTED_PROXIES),
                values.oneOf(Setting.REGISTRATION, Registration.values()),
                values.secret(Setting.SETUP_CODE, SETUP_CODE_CHARACTERS),
                memory(values),
                values.smtp(Setting.SMTP_URL),
                values.email(Setting.MAIL_FROM),
                geo(values),
                values.oneOf(Setting.DEFAULT_PLAN, Plan.values()),
                values.secret(Setting.SECRET_KEY, SECRET_KEY_BYTES),
                values.optionalPath(Setting.SALT_DIR),
                values.number(Setting.PASSWORD_MIN, PASSWORD_MIN, PASSWORD_MAX),
                values.name(Setting.MFA_ISSUER),
                OAuthSettings.read(values),
                StripeSettings.read(values),
                values.optionalNumber(Setting.MAX_SITES_PER_USER, 1, Integer.MAX_VALUE),
                values.optionalNumber(Setting.ACTIVITY_LOG_DAYS, 1, LONGEST_DAYS),
                values.flag(Setting.DEV_HOSTS),
                values.address(Setting.DNS),
                values.oneOf(Setting.LOG, LogFormat.values()),
                values.ranges(Setting.METRICS),
                values.rate(Setting.RATE_API),
                values.rate(Setting.RATE_TRACK),
                effective(texts));
    }

    /** The public address: as set, else from host and the port that the server listens on. */
    public URI publicUrl(int listeningPort) {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return url.orElseGet(() -> URI.create("http://" + shown + ":" + listeningPort));
    }

    /** Whether plans are sold here (contract: auth, "Hosted mode"). */
    public boolean isHosted() {
        return stripe.isPresent();
    }

    /** Whether only this machine can reach the server; then the first account needs no code. */
    public boolean listensOnLoopbackOnly() {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** Whether it listens on every address of the machine. */
    public boolean listensOnEveryAddress() {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(InetAddress::isAnyLocalAddress);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static long memory(SettingValues values) {
        if (!values.text(Setting.MEMORY).isEmpty()) {
            return values.size(Setting.MEMORY, LEAST_MEMORY_BYTES);
        }
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.clamp(machine / 8, LEAST_MEMORY_BYTES, MOST_DEFAULT_MEMORY_BYTES);
    }

    private static GeoDatabase geo(SettingValues values) {
        return switch (values.text(Setting.GEO_DB)) {
            case "" -> new GeoDatabase.Bundled();
            case "none" -> new GeoDatabase.None();
            default -> new GeoDatabase.OwnFile(values.path(Setting.GEO_DB));
        };
    }

    private static List<Effective> effective(SettingTexts texts) {
        return Arrays.stream(Setting.values())
                .map(setting -> {
                    SettingTexts.Value value = texts.get(setting);
                    boolean isHidden = setting.isSecret() && !value.text().isEmpty();
                    return new Effective(setting, isHidden ? "(set)" : value.text(), value.source());
                })
                .toList();
    }

    /** Says nothing: it holds secrets. */
    @Override
    public String toString() {
        return "Settings";
    }
}
