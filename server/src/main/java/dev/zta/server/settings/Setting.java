package dev.zta.server.settings;

import java.util.Arrays;
import java.util.Optional;

/** Every setting of the server, with its default and what may be given (contract: cli, "Settings"). */
public enum Setting {
    DATA("./data", "the path of a folder"),
    HOST("127.0.0.1", "a host name or address of this machine"),
    PORT("8080", "a number from 0 to 65535; 0 picks a free port"),
    URL("", "an address that begins with http:// or https://, without path"),
    TRUSTED_PROXIES("127.0.0.0/8, ::1", "addresses and ranges such as 10.0.0.0/8, separated by commas"),
    REGISTRATION("invite", "open, invite or closed"),
    SETUP_CODE("", "at least 8 characters", Secrecy.SECRET),
    EVENTS("duckdb", "duckdb"),
    ACCOUNTS("sqlite", "sqlite"),
    MEMORY("", "a size from 64 MB on, such as 256 MB or 1 GB"),
    SMTP_URL("", "smtp://[user:password@]host:port or smtps://[user:password@]host:port", Secrecy.SECRET),
    MAIL_FROM("", "an e-mail address"),
    GEO_DB("", "the path of a MaxMind-format file, or none"),
    DEFAULT_PLAN("enterprise", "free, pro, business or enterprise"),
    SECRET_KEY("", "at least 32 bytes of text or base64", Secrecy.SECRET),
    SALT_DIR("", "the path of a folder, best on a memory file system"),
    PASSWORD_MIN("8", "a number from 8 to 128"),
    MFA_ISSUER("Zero Trust Analytics", "a name of 1 to 60 characters without colon"),
    OAUTH_GITHUB_ID("", "the client id of an OAuth app at GitHub"),
    OAUTH_GITHUB_SECRET("", "its client secret", Secrecy.SECRET),
    OAUTH_GOOGLE_ID("", "the client id of an OAuth client at Google"),
    OAUTH_GOOGLE_SECRET("", "its client secret", Secrecy.SECRET),
    GITHUB_URL("", "an address that begins with http:// or https://, without path"),
    GOOGLE_URL("", "an address that begins with http:// or https://, without path"),
    STRIPE_SECRET_KEY("", "a secret key of Stripe", Secrecy.SECRET),
    STRIPE_WEBHOOK_SECRET("", "the signing secret of a webhook at Stripe", Secrecy.SECRET),
    STRIPE_PRICE_ID("", "the id of a price at Stripe"),
    STRIPE_PRICE_PRO_MONTHLY("", "the id of a price at Stripe"),
    STRIPE_PRICE_PRO_YEARLY("", "the id of a price at Stripe"),
    STRIPE_PRICE_BUSINESS_MONTHLY("", "the id of a price at Stripe"),
    STRIPE_PRICE_BUSINESS_YEARLY("", "the id of a price at Stripe"),
    STRIPE_PRICE_ENTERPRISE_MONTHLY("", "the id of a price at Stripe"),
    STRIPE_PRICE_ENTERPRISE_YEARLY("", "the id of a price at Stripe"),
    STRIPE_URL("", "an address that begins with http:// or https://, without path"),
    MAX_SITES_PER_USER("", "a number from 1 on"),
    ACTIVITY_LOG_DAYS("", "a number from 1 to 36500"),
    DEV_HOSTS("false", "true or false"),
    DNS("", "host and port of a name server, such as 127.0.0.1:53"),
    LOG("text", "text or json"),
    METRICS("127.0.0.0/8, ::1", "addresses and ranges such as 10.0.0.0/8, separated by commas"),
    RATE_API("100/1m,1000/1h", "calls per time such as 100/1m, separated by commas; times end in s, m, h or d"),
    RATE_TRACK("1000/1m", "calls per time such as 1000/1m, separated by commas; times end in s, m, h or d");

    /** What nearly every name of a setting begins with, in the environment and in the file. */
    public static final String PREFIX = "ZTA_";

    /** What those begin with that are named as elsewhere where Stripe is used. */
    private static final String STRIPES_PREFIX = "STRIPE_";

    /** Of these an unknown one is as wrong as one of ours; other programs may have their own settings of Stripe. */
    private static final String PRICE_PREFIX = "STRIPE_PRICE_";

    private enum Secrecy {
        OPEN,
        SECRET
    }

    private final String defaultText;
    private final String allowed;
    private final Secrecy secrecy;

    Setting(String defaultText, String allowed) {
        this(defaultText, allowed, Secrecy.OPEN);
    }

    Setting(String defaultText, String allowed, Secrecy secrecy) {
        this.defaultText = defaultText;
        this.allowed = allowed;
        this.secrecy = secrecy;
    }

    /** The name in the environment and in {@code zta.properties}, for instance {@code ZTA_PORT}. */
    public String key() {
        return name().startsWith(STRIPES_PREFIX) ? name() : PREFIX + name();
    }

    /** Whether a variable of this name is meant for us, known or not. */
    static boolean isOurs(String key) {
        return key.startsWith(PREFIX) || key.startsWith(PRICE_PREFIX) || of(key).isPresent();
    }

    /** The value without any; empty where it depends on the machine or on other settings. */
    public String defaultText() {
        return defaultText;
    }

    /** What may be given, in words. */
    public String allowed() {
        return allowed;
    }

    /** Whether its value is never shown. */
    public boolean isSecret() {
        return secrecy == Secrecy.SECRET;
    }

    /** The setting of this name. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
