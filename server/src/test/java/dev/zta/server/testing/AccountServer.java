package dev.zta.server.testing;

import dev.zta.accounts.SqlAccountStore;
import dev.zta.core.access.Access;
import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Membership;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.address.AddressRanges;
import dev.zta.core.event.Place;
import dev.zta.core.site.SiteId;
import dev.zta.server.AccountWiring;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.auth.OperatorToken;
import dev.zta.server.auth.SetupCode;
import dev.zta.server.geo.Places;
import dev.zta.server.http.Feature;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.http.HttpOptions;
import dev.zta.server.http.HttpServer;
import dev.zta.server.http.Json;
import dev.zta.server.mail.MailQueue;
import dev.zta.server.secrets.Argon2;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.PasswordHasher;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import dev.zta.store.contract.InMemoryEventStore;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A server with accounts on a real file and events in memory; registering is open and calls are not limited unless asked for. */
public final class AccountServer implements AutoCloseable {
    /** The token by which the command line would be known. */
    public static final String OPERATOR = "operator-token-of-the-tests-0123456789";

    /** Key material of the tests. */
    public static final InstallationSecret SECRET = InstallationSecret.of("key material of the tests, long enough");

    /** Hundreds of tests log somebody in; what a password's hash really costs has tests of its own. */
    private static final Argon2 CHEAP = new Argon2(64, 1);

    private static final String PASSWORD = "sea otters hold hands";

    private final ApiDocument document = new ApiDocument();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
    private final SqlAccountStore store;
    private final InMemoryEventStore events = new InMemoryEventStore();
    private final MailQueue mail;
    private final AccountWiring accounts;
    private final HttpServer server;

    /**
     * Starts it.
     *
     * @param changes settings other than the usual ones of the tests
     * @param more further features, made with what this server has
     */
    public AccountServer(
            Path folder,
            Map<Setting, String> changes,
            Optional<SetupCode> setupCode,
            Function<AccountServer, List<Feature>> more) {
        this(folder, changes, setupCode, new PasswordHasher(CHEAP, new SecureRandom()), inner -> inner, more);
    }

    private AccountServer(
            Path folder,
            Map<Setting, String> changes,
            Optional<SetupCode> setupCode,
            PasswordHasher hasher,
            UnaryOperator<AccountStore> seenAs,
            Function<AccountServer, List<Feature>> more) {
        store = new SqlAccountStore(folder.resolve("accounts.sqlite"), clock);
        store.start();
        events.start();
        Settings settings = settings(folder, changes);
        mail = MailQueue.of(
                settings.smtp(), settings.mailFrom(), folder.resolve("outbox"), AccountServer::publicUrl, clock);
        accounts = new AccountWiring(
                settings,
                seenAs.apply(store),
                events,
                SECRET,
                Optional.of(new OperatorToken(OPERATOR)),
                setupCode,
                AccountServer::publicUrl,
                mail,
                new Places(AccountServer::place),
                hasher,
                clock,
                new SecureRandom());
        accounts.start();
        List<Feature> features = new ArrayList<>(accounts.features());
        features.addAll(more.apply(this));
        AddressRanges loopback = AddressRanges.parse("127.0.0.0/8, ::1");
        HttpOptions options = new HttpOptions("127.0.0.1", 0, loopback, false, HttpBounds.DEFAULT);
        server = new HttpServer(options, features, accounts.guard(), new Json(), clock);
        server.start();
    }

    /** The usual one. */
    public static AccountServer in(Path folder) {
        return with(folder, Map.of());
    }

    /** One whose password hashes cost what they cost in production. */
    public static AccountServer withUsualHashes(Path folder) {
        return new AccountServer(
                folder,
                Map.of(),
                Optional.empty(),
                new PasswordHasher(new SecureRandom()),
                inner -> inner,
                _ -> List.of());
    }

    /** One whose accounts break when they are told to. */
    public static AccountServer on(Path folder, FaultyAccounts accounts) {
        return new AccountServer(
                folder,
                Map.of(),
                Optional.empty(),
                new PasswordHasher(CHEAP, new SecureRandom()),
                accounts::around,
                _ -> List.of());
    }

    /** One with other settings. */
    public static AccountServer with(Path folder, Map<Setting, String> changes) {
        return new AccountServer(folder, changes, Optional.empty(), _ -> List.of());
    }

    /** One network is in Germany; nothing is known of others. */
    private static Place place(String address) {
        return address.startsWith("203.0.99.") ? new Place("DE", "Hesse") : Place.UNKNOWN;
    }

    private static URI publicUrl() {
        return URI.create("https://stats.example.net");
    }

    private static Settings settings(Path folder, Map<Setting, String> changes) {
        Map<Setting, String> all = new HashMap<>(
                Map.of(Setting.DATA, folder.toString(), Setting.REGISTRATION, "open", Setting.RATE_API, "100000/1m"));
        all.putAll(changes);
        return Settings.read(all, Map.of());
    }

    public MutableClock clock() {
        return clock;
    }

    public Access access() {
        return accounts.access();
    }

    /** The log that features write to. */
    public ActivityLog activityLog() {
        return accounts.activityLog();
    }

    public ActivityRecorder activity() {
        return accounts.activity();
    }

    public SqlAccountStore store() {
        return store;
    }

    public InMemoryEventStore events() {
        return events;
    }

    public int port() {
        return server.port();
    }

    /** A client without a credential, held to the API document, from an address of its own. */
    public TestClient client() {
        return new TestClient(URI.create("http://127.0.0.1:" + server.port()), Optional.of(document));
    }

    /** Registers somebody, from an address that nobody else uses, and gives the token. */
    public String register(String email) {
        String address = "198.51.100." + (1 + Math.floorMod(email.hashCode(), 250));
        Reply reply = client().with("X-Forwarded-For", address)
                .post("/api/auth/register", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        return reply.json().path("token").asString();
    }

    /** A client logged in as somebody newly registered. */
    public TestClient user(String email) {
        return client().bearer(register(email));
    }

    /** Somebody's user id. */
    public String userId(String email) {
        return store.userByEmail(email).orElseThrow().id();
    }

    /** Makes a site and gives its id. */
    public String site(TestClient owner, String domain) {
        return owner.post("/api/sites", "{\"domain\":\"%s\"}".formatted(domain))
                .json()
                .path("site")
                .path("id")
                .asString();
    }

    /** Makes a key and gives a client that uses it. */
    public TestClient key(TestClient user, String scope, Optional<String> siteId) {
        return client().bearer(secretOf(newKey(user, scope, siteId)));
    }

    /** The answer to making a key. */
    public Reply newKey(TestClient user, String scope, Optional<String> siteId) {
        String site = siteId.map(id -> ",\"siteId\":\"" + id + "\"").orElse("");
        return user.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"%s\"%s}".formatted(scope, site));
    }

    /** The secret in the answer to making a key. */
    public static String secretOf(Reply created) {
        return created.json().path("apiKey").path("key").asString();
    }

    /** Gives somebody a role on a site. */
    public void member(String siteId, String email, Role role) {
        store.putMember(new Membership(new SiteId(siteId), userId(email), role, clock.instant()));
    }

    @Override
    public void close() {
        server.close();
        accounts.close();
        mail.close();
        events.close();
        store.close();
    }
}
