package dev.zta.server;

import dev.zta.core.account.AccountIds;
import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.BotPatterns;
import dev.zta.core.collect.OriginRule;
import dev.zta.core.live.LiveView;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.audit.PurgeEntries;
import dev.zta.server.auth.OperatorToken;
import dev.zta.server.auth.SetupCode;
import dev.zta.server.dataexport.DataExportFeature;
import dev.zta.server.folder.Announcement;
import dev.zta.server.health.HealthFeature;
import dev.zta.server.http.Feature;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.http.HttpOptions;
import dev.zta.server.http.HttpServer;
import dev.zta.server.http.Json;
import dev.zta.server.http.Route;
import dev.zta.server.imports.ImportFeature;
import dev.zta.server.lists.BundledLists;
import dev.zta.server.live.LiveFollower;
import dev.zta.server.mail.MailQueue;
import dev.zta.server.openapi.OpenApiFeature;
import dev.zta.server.operator.OperatorFeature;
import dev.zta.server.operator.Verification;
import dev.zta.server.pages.DashboardFeature;
import dev.zta.server.pages.TrackerFeature;
import dev.zta.server.query.QueryFeature;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.PasswordHasher;
import dev.zta.server.secrets.SecretKeys;
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.settings.Settings;
import dev.zta.server.stats.OverviewFeature;
import dev.zta.server.stats.PanelsFeature;
import dev.zta.server.stats.RealtimeFeature;
import dev.zta.server.stats.RealtimeStreamFeature;
import dev.zta.server.stats.StatsFeature;
import dev.zta.server.stats.StreamPace;
import dev.zta.server.track.Arrivals;
import dev.zta.server.track.CallLimit;
import dev.zta.server.track.PropertyNames;
import dev.zta.server.track.RecentIds;
import dev.zta.server.track.TrackFeature;
import dev.zta.server.track.WriteKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The object graph of the server, put together by hand, and its life from start to end. */
public final class Wiring implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final String LOOPBACK = "127.0.0.1";

    private final Settings settings;
    private final HttpBounds bounds;
    private final List<Feature> more;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Json json = new Json();
    private final Stores stores;
    private final OperatorToken operator;
    private final Started started = new Started();
    private boolean isKeyNew;
    private Optional<SetupCode> untoldCode = Optional.empty();
    private Optional<RealtimeStreamFeature> streams = Optional.empty();
    private @Nullable HttpServer http;

    /** A server by its settings; nothing happens before {@link #start}. */
    public Wiring(Settings settings, InstantSource clock) {
        this(settings, HttpBounds.DEFAULT, clock, List.of());
    }

    /** The same with other bounds of connections, and with features beside its own: for tests and measurements. */
    public Wiring(Settings settings, HttpBounds bounds, InstantSource clock, List<Feature> more) {
        this.settings = settings;
        this.more = List.copyOf(more);
        this.bounds = bounds;
        this.clock = clock;
        random = new SecureRandom();
        stores = new Stores(settings, clock, random);
        operator = new OperatorToken("operator_" + HexFormat.of().formatHex(secret()));
    }

    /** Goes on with another secret key than the accounts were made with; before {@link #start}. */
    public Wiring withNewSecretKey() {
        isKeyNew = true;
        return this;
    }

    /**
     * Opens the stores and listens.
     *
     * @throws dev.zta.server.folder.FolderHeldException when another process has the data folder
     * @throws dev.zta.server.folder.FolderUnusableException when the folder can't be made or written
     * @throws dev.zta.server.settings.BadSettingException when the secret key is another one than the accounts were made with
     * @throws UncheckedIOException when the port can't be bound
     */
    public void start() {
        try {
            startParts();
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void startParts() {
        FutureTask<BotPatterns> bots = new FutureTask<>(BundledLists::bots);
        // Beside the stores: it takes about as long as opening one of them.
        Thread.ofPlatform().name("bot-list").daemon().start(bots);
        started.add(stores::start, stores);
        Optional<SetupCode> setupCode = codeOfTheFirst();
        untoldCode = setupCode.filter(_ -> !stores.accounts().hasUsers());
        InstallationSecret secret = installationSecret();
        MailQueue mail = mail();
        started.add(() -> {}, mail);
        AccountWiring accounts = new AccountWiring(
                settings,
                stores.accounts(),
                stores.events(),
                secret,
                Optional.of(operator),
                setupCode,
                this::publicUrl,
                mail,
                stores.places(),
                new PasswordHasher(random),
                clock,
                random);
        started.add(accounts::start, accounts);
        listenToPurges(accounts.activity());
        HttpServer server =
                new HttpServer(options(), features(accounts, secret, made(bots)), accounts.guard(), json, clock);
        started.add(server::start, server);
        // Before the server waits for requests to end, those that would never end must.
        streams.ifPresent(all -> started.add(() -> {}, all));
        http = server;
        started.add(this::announce, () -> Announcement.remove(stores.folder()));
    }

    private MailQueue mail() {
        return MailQueue.of(
                settings.smtp(), settings.mailFrom(), stores.folder().outbox(), this::publicUrl, clock);
    }

    private void listenToPurges(ActivityRecorder activity) {
        PurgeEntries entries =
                new PurgeEntries(stores.accounts().siteChanges().plannedPurges(), stores.accounts(), activity);
        stores.purges()
                .listen(
                        entries::tell,
                        planned -> stores.events()
                                .daysBefore(planned.site(), planned.days().to().plusDays(1))
                                .isEmpty());
    }

    private static BotPatterns made(FutureTask<BotPatterns> bots) {
        try {
            return bots.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The list of bots can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", e);
        }
    }

    private List<Feature> features(AccountWiring accounts, InstallationSecret secret, BotPatterns bots) {
        List<Feature> features = new ArrayList<>(accounts.features());
        RecentIds recentIds = recentIds(secret);
        features.add(track(accounts, recentIds, bots));
        features.add(
                new ImportFeature(accounts.access(), stores.imports(), new AccountIds(random), accounts.activity()));
        features.add(new OperatorFeature(new Verification(
                stores.events(), stores.journal(), stores.folder().saltLog(), accounts.activityLog(), clock)));
        SegmentFilters segments = new SegmentFilters(stores.accounts().segments()::find);
        features.add(new StatsFeature(
                stores.events(), stores.accounts(), stores.journal()::damage, accounts.access(), segments));
        LiveView live = live();
        features.add(new RealtimeFeature(live, accounts.access()));
        streams = Optional.of(
                new RealtimeStreamFeature(live, accounts.access(), stores.accounts(), json, clock, StreamPace.DEFAULT));
        streams.ifPresent(features::add);
        features.add(new PanelsFeature(stores.events(), stores.accounts(), accounts.access(), json, clock));
        features.add(new OverviewFeature(stores.accounts(), stores.events(), accounts.access()));
        features.add(new QueryFeature(stores.events(), live, stores.accounts(), accounts.access(), segments));
        features.add(new DataExportFeature(
                stores.events(),
                stores.accounts(),
                accounts.access(),
                accounts.plans(),
                stores.folder().path(),
                secret,
                accounts.activity()));
        features.add(health(recentIds));
        features.add(new OpenApiFeature());
        features.add(new DashboardFeature(accounts.loginProviders()));
        features.add(new TrackerFeature());
        features.addAll(more);
        return features;
    }

    private RecentIds recentIds(InstallationSecret secret) {
        RecentIds recentIds = new RecentIds(
                secret.keyFor(InstallationSecret.Purpose.BEACON_IDS).getEncoded(),
                RecentIds.mostWithin(settings.memoryBytes()));
        started.add(() -> recentIds.start(stores.journal(), clock), recentIds);
        return recentIds;
    }

    private Feature track(AccountWiring accounts, RecentIds recentIds, BotPatterns bots) {
        return new TrackFeature(
                stores.accounts(),
                new WriteKeys(accounts.credentials(), accounts.access()),
                new CallLimit(settings.trackRate(), secret()),
                new OriginRule(BundledLists.publicSuffixes()::contains),
                new Arrivals(stores.salts(), new AgentReader(bots), stores.places(), BundledLists.referrerSpam()),
                recentIds,
                stores.journal(),
                accounts.recording(),
                new PropertyNames(stores.accounts().knownProperties()));
    }

    private LiveView live() {
        LiveView view = new LiveView(clock);
        LiveFollower follower = new LiveFollower(stores.journal(), view, clock);
        started.add(follower::start, follower);
        return view;
    }

    private HealthFeature health(RecentIds recentIds) {
        StoreHealth checks = new StoreHealth(stores, recentIds::isCutShort);
        return new HealthFeature(Version.current(), checks.all(), stores.writer()::lag);
    }

    private HttpOptions options() {
        boolean isHttps =
                settings.url().map(url -> "https".equals(url.getScheme())).orElse(false);
        return new HttpOptions(settings.host(), settings.port(), settings.trustedProxies(), isHttps, bounds);
    }

    /** Made also where there are accounts: when the last one goes, the next one is the first again. */
    private Optional<SetupCode> codeOfTheFirst() {
        if (settings.listensOnLoopbackOnly()) {
            return Optional.empty();
        }
        return Optional.of(settings.setupCode().map(SetupCode::new).orElseGet(() -> SetupCode.generate(random)));
    }

    private InstallationSecret installationSecret() {
        try {
            SecretKeys keys =
                    new SecretKeys(stores.accounts(), settings, stores.folder().secretKey(), random);
            return isKeyNew ? keys.another() : keys.forServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private void announce() {
        new Announcement(ProcessHandle.current().pid(), localUrl(), operator.value()).write(stores.folder(), json);
    }

    /** Where commands on this machine reach it: a loopback address wherever it listens on one. */
    private URI localUrl() {
        String host = settings.listensOnEveryAddress() ? LOOPBACK : settings.host();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** The port it listens on. */
    public int port() {
        return running().port();
    }

    /** Every route that is served, as {@code GET /api/health}. */
    public List<String> routes() {
        return served().stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    /** The same, with what each asks of its callers. */
    public List<Route> served() {
        return running().routes();
    }

    private HttpServer running() {
        if (http == null) {
            throw new IllegalStateException("Not started");
        }
        return http;
    }

    /** The address for people, links and snippets. */
    public URI publicUrl() {
        return settings.publicUrl(port());
    }

    /** What the first account needs and the operator has to be told; empty when it needs nothing, or had been made before. */
    public Optional<SetupCode> setupCode() {
        return untoldCode;
    }

    public Stores stores() {
        return stores;
    }

    /** The token by which the command line of this machine is known. */
    public String operatorToken() {
        return operator.value();
    }

    /** Stops accepting, lets requests end, brings the event store up to date, closes everything. */
    @Override
    public void close() {
        started.close();
    }
}
