package dev.zta.accounts;

import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.Billings;
import dev.zta.core.account.Downgrades;
import dev.zta.core.account.ExportRecords;
import dev.zta.core.account.Invitations;
import dev.zta.core.account.KeyChanges;
import dev.zta.core.account.KeyFingerprint;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.KnownProperties;
import dev.zta.core.account.LinkedProviders;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Logins;
import dev.zta.core.account.Membership;
import dev.zta.core.account.MonthlyUsage;
import dev.zta.core.account.OneTimeTokens;
import dev.zta.core.account.Profiles;
import dev.zta.core.account.SecondFactors;
import dev.zta.core.account.Segments;
import dev.zta.core.account.ShareLinks;
import dev.zta.core.account.SiteChanges;
import dev.zta.core.account.Transfers;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;

/**
 * Accounts in one SQLite file. Every write is on disk before its method returns, but for the times of last use, which follow
 * within half a minute. Thread-safe.
 */
public final class SqlAccountStore implements AccountStore {
    private final Database database;
    private final InstantSource clock;
    private final Usage usage;
    private final Upkeep upkeep;
    private final SiteChanges siteChanges;
    private final Profiles profiles;
    private final Invitations invitations;
    private final Transfers transfers;
    private final ShareLinks shareLinks;
    private final Billings billings;
    private volatile Memory memory = new Memory();

    /**
     * A store that is not open yet.
     *
     * @param file created when it does not exist; its folder must
     */
    public SqlAccountStore(Path file, InstantSource clock) {
        this.database = new Database(file);
        this.clock = clock;
        this.usage = new Usage(database);
        this.upkeep = new Upkeep(database, this::readAgain, usage);
        Writes writes = new WritesThrough();
        this.siteChanges = new SqlSiteChanges(writes, clock);
        this.profiles = new SqlProfiles(writes);
        this.invitations = new SqlInvitations(writes);
        this.transfers = new SqlTransfers(writes);
        this.shareLinks = new SqlShareLinks(writes);
        this.billings = new SqlBillings(writes, () -> memory);
    }

    /** What the parts of the store write by. */
    private final class WritesThrough implements Writes {
        @Override
        public <T> T read(Database.Work<T> work) {
            return database.read(work);
        }

        @Override
        public <T> T write(Database.Work<T> work, BiConsumer<Memory, T> afterwards) {
            return writeThrough(work, result -> afterwards.accept(memory, result));
        }
    }

    @Override
    public void start() {
        database.open();
        Migrations.apply(database, clock.instant());
        upkeep.start();
    }

    private void readAgain() {
        database.exclusively(() -> {
            memory = database.read(Memory::read);
            return memory;
        });
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return database.together(work);
    }

    /** Writes, and tells memory after the commit, before any other writer can come between. */
    private <T> T writeThrough(Database.Work<T> work, Consumer<T> afterwards) {
        return database.exclusively(() -> {
            T result = database.write(work);
            database.afterCommit(() -> afterwards.accept(result));
            return result;
        });
    }

    /** Reads what memory did not know, and tells it. */
    private <T> Optional<T> remembered(Database.Work<Optional<T>> read, Consumer<T> remember) {
        return database.exclusively(() -> {
            Optional<T> stored = database.read(read);
            database.afterCommit(() -> stored.ifPresent(remember));
            return stored;
        });
    }

    /** What memory lacks may have been made by another process a moment ago; to look costs some microseconds. */
    private <T> Optional<T> known(Supplier<Optional<T>> lookup) {
        Optional<T> found = lookup.get();
        if (found.isPresent()) {
            return found;
        }
        upkeep.look();
        return lookup.get();
    }

    @Override
    public ActivityLog activityLog(SecretKey key, RandomGenerator random) {
        SqlActivityLog log = new SqlActivityLog(database, new ActivitySeal(key, random), random, clock);
        upkeep.alsoFlush(log::flush);
        return log;
    }

    @Override
    public ExportRecords exportRecords() {
        return new SqlExportRecords(database);
    }

    @Override
    public Logins logins() {
        return new SqlLogins(database, () -> memory);
    }

    @Override
    public KeyFingerprint keyFingerprint() {
        return new SqlKeyFingerprint(database);
    }

    @Override
    public OneTimeTokens oneTimeTokens() {
        return new SqlOneTimeTokens(database);
    }

    @Override
    public SecondFactors secondFactors() {
        return new SqlSecondFactors(database);
    }

    @Override
    public Profiles profiles() {
        return profiles;
    }

    @Override
    public LinkedProviders linkedProviders() {
        return new SqlLinkedProviders(database);
    }

    @Override
    public Billings billings() {
        return billings;
    }

    @Override
    public Downgrades downgrades() {
        return new SqlDowngrades(database);
    }

    @Override
    public Segments segments() {
        return new SqlSegments(database);
    }

    @Override
    public MonthlyUsage monthlyUsage() {
        return new SqlMonthlyUsage(database);
    }

    @Override
    public KnownProperties knownProperties() {
        return new SqlKnownProperties(database);
    }

    @Override
    public boolean hasUsers() {
        return database.read(UserRows::any);
    }

    @Override
    public Optional<User> user(String userId) {
        Optional<User> known = memory.user(userId);
        return known.isPresent() ? known : remembered(connection -> UserRows.byId(connection, userId), memory::put);
    }

    @Override
    public Optional<User> userByEmail(String email) {
        return database.read(connection -> UserRows.byEmail(connection, email));
    }

    @Override
    public List<User> users() {
        return database.read(UserRows::all);
    }

    @Override
    public UserAddition addUser(User user) {
        return database.write(connection -> UserRows.add(connection, user));
    }

    @Override
    public UserAddition addFirstUser(User user) {
        return database.write(
                connection -> UserRows.any(connection) ? UserAddition.NOT_THE_FIRST : UserRows.add(connection, user));
    }

    @Override
    public Optional<Site> find(SiteId id) {
        return known(() -> memory.site(id));
    }

    @Override
    public SiteAddition addSite(Site site, OptionalInt limit) {
        return writeThrough(connection -> SiteRows.add(connection, site, limit), result -> {
            if (result == SiteAddition.ADDED) {
                memory.put(site);
            }
        });
    }

    @Override
    public List<Site> sites() {
        return database.read(SiteRows::all);
    }

    @Override
    public SiteChanges siteChanges() {
        return siteChanges;
    }

    @Override
    public Invitations invitations() {
        return invitations;
    }

    @Override
    public ShareLinks shareLinks() {
        return shareLinks;
    }

    @Override
    public Transfers transfers() {
        return transfers;
    }

    @Override
    public Optional<Instant> lastActive(String userId) {
        return database.read(connection -> UserRows.lastActive(connection, userId));
    }

    @Override
    public List<Site> sitesOf(String userId) {
        return database.read(connection -> SiteRows.ofUser(connection, userId));
    }

    @Override
    public Optional<Role> memberRole(SiteId site, String userId) {
        return memory.role(site, userId);
    }

    @Override
    public List<Membership> membersOf(SiteId site) {
        return database.read(connection -> MemberRows.ofSite(connection, site));
    }

    @Override
    public void putMember(Membership membership) {
        writeThrough(connection -> MemberRows.put(connection, membership), memory::put);
    }

    @Override
    public boolean removeMember(SiteId site, String userId) {
        return writeThrough(
                connection -> MemberRows.remove(connection, site, userId), _ -> memory.removeMember(site, userId));
    }

    @Override
    public void addSession(LoginSession session) {
        writeThrough(connection -> SessionRows.add(connection, session), memory::put);
    }

    @Override
    public Optional<LoginSession> liveSession(String sessionId) {
        Optional<LoginSession> known = memory.session(sessionId);
        return known.isPresent()
                ? known
                : remembered(connection -> SessionRows.live(connection, sessionId), memory::put);
    }

    @Override
    public boolean endSession(String sessionId, Instant at) {
        return writeThrough(
                connection -> SessionRows.end(connection, sessionId, at), _ -> memory.removeSession(sessionId));
    }

    @Override
    public void sessionUsed(String sessionId, Instant at) {
        if (memory.sessionUsed(sessionId, at)) {
            usage.sessionUsed(sessionId, at);
        }
    }

    @Override
    public KeyAddition addKey(ApiKey key, KeyHash hash, OptionalInt limit) {
        return writeThrough(connection -> KeyRows.add(connection, key, hash, limit), result -> {
            if (result == KeyAddition.ADDED) {
                memory.put(key, hash);
            }
        });
    }

    @Override
    public Optional<ApiKey> keyByHash(KeyHash hash) {
        return known(() -> memory.key(hash));
    }

    @Override
    public Optional<ApiKey> key(String keyId) {
        return database.read(connection -> KeyRows.byId(connection, keyId)).map(usage::latest);
    }

    @Override
    public List<ApiKey> keysOf(String userId) {
        return latest(database.read(connection -> KeyRows.ofUser(connection, userId)));
    }

    @Override
    public List<ApiKey> keysLimitedTo(SiteId site) {
        return latest(database.read(connection -> KeyRows.limitedTo(connection, site)));
    }

    private List<ApiKey> latest(List<ApiKey> keys) {
        return keys.stream().map(usage::latest).toList();
    }

    @Override
    public boolean revokeKey(String keyId, Instant at) {
        return writeThrough(connection -> KeyRows.revoke(connection, keyId, at), _ -> memory.removeKey(keyId));
    }

    @Override
    public KeyChanges keyChanges() {
        return new SqlKeyChanges(database, () -> memory);
    }

    @Override
    public void keyUsed(String keyId, Instant at) {
        usage.keyUsed(keyId, at);
    }

    @Override
    public void check() {
        upkeep.check();
        database.write(
                connection -> Sql.update(connection, "UPDATE probe SET written_at = ? WHERE id = 1", clock.instant()));
    }

    @Override
    public void close() {
        upkeep.close();
        upkeep.flushLast();
        database.close();
    }
}
