package dev.zta.core.account;

import dev.zta.core.access.Memberships;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;

/**
 * Users, sites, memberships, login sessions and API keys. Thread-safe; several processes may use one store at a time.
 *
 * <p>What every request asks for ({@code find}, {@code memberRole}, {@code keyByHash}, {@code liveSession}, {@code user})
 * is answered from memory: it shows what this process wrote at once, and what another one changed within a second. A site or
 * key that memory lacks is looked for in the store, so that one made by another process is found at once.
 */
public interface AccountStore extends SiteDirectory, Memberships, AutoCloseable {
    /** What became of a new user. */
    enum UserAddition {
        ADDED,
        EMAIL_TAKEN,
        /** It was to be the very first account and there is one already. */
        NOT_THE_FIRST
    }

    /** What became of a new site. */
    enum SiteAddition {
        ADDED,
        DOMAIN_TAKEN,
        LIMIT_REACHED
    }

    /** What became of a new key. */
    enum KeyAddition {
        ADDED,
        LIMIT_REACHED
    }

    /**
     * Opens the store and brings its tables up to date.
     *
     * @throws AccountStoreUnavailableException when it is damaged or of a later version; the text names the way out
     */
    void start();

    /**
     * Runs work whose writes, to this store and to everything kept beside it, succeed or fail together: they join one
     * transaction, and when the work throws, none of them happened. Calls inside one another join too; a part that throws is
     * undone by itself, so that the work around it may go on without it. Every other writer waits meanwhile: the work is short,
     * waits for no other thread and sends nothing. What is answered from memory shows the writes after the return only.
     *
     * @throws AccountStoreUnavailableException when it can't be written now
     */
    <T> T together(Supplier<T> work);

    /**
     * The activity log that is kept beside the accounts; one for each process. Usable once the store is started.
     *
     * @param key what its chain is hashed and signed with
     * @param random makes ids and salts; cryptographic in production
     */
    ActivityLog activityLog(SecretKey key, RandomGenerator random);

    /** What lets people log in, and who is logged in. */
    Logins logins();

    /** By what the secret key is known again that the accounts were made with. */
    KeyFingerprint keyFingerprint();

    /** Links and tokens that are good once. */
    OneTimeTokens oneTimeTokens();

    /** The second factors of people. */
    SecondFactors secondFactors();

    /** What people set about their accounts. */
    Profiles profiles();

    /** Files that people asked for. */
    ExportRecords exportRecords();

    /** With which accounts elsewhere people log in. */
    LinkedProviders linkedProviders();

    /** What accounts have of plans. */
    Billings billings();

    /** Which accounts have gone down to a lesser plan. */
    Downgrades downgrades();

    /** What counts against accounts' limits of pageviews. */
    MonthlyUsage monthlyUsage();

    /** Which event properties sites have. */
    KnownProperties knownProperties();

    /** Whether there is an account at all. */
    boolean hasUsers();

    Optional<User> user(String userId);

    /** The account of this address, which has been trimmed and lower-cased. */
    Optional<User> userByEmail(String email);

    /** All accounts, oldest first. */
    List<User> users();

    /** Adds an account. */
    UserAddition addUser(User user);

    /** Adds an account if there is none yet: of two who try at once, one succeeds. */
    UserAddition addFirstUser(User user);

    /**
     * Adds a site unless its owner has one of this domain, or as many as allowed: two who try at once never pass the limit.
     *
     * @param limit most sites of one owner; empty: any number
     */
    SiteAddition addSite(Site site, OptionalInt limit);

    /** All live sites by creation time, then id. */
    List<Site> sites();

    /** The live sites that somebody owns or is a member of, by creation time, then id. */
    List<Site> sitesOf(String userId);

    /** What becomes of sites after they were made. */
    SiteChanges siteChanges();

    /** Who is asked to join. */
    Invitations invitations();

    /** Links to read-only views of sites. */
    ShareLinks shareLinks();

    /** Saved filters of sites. */
    Segments segments();

    /** Sites that are to change their owner. */
    Transfers transfers();

    /** When somebody last used a login or a key; up to half a minute behind. */
    Optional<Instant> lastActive(String userId);

    /** The people besides the owner, by the time they joined. */
    List<Membership> membersOf(SiteId site);

    /** Gives somebody a role on a site, or another one than before. */
    void putMember(Membership membership);

    /** Takes somebody's role on a site away; says whether there was one. */
    boolean removeMember(SiteId site, String userId);

    void addSession(LoginSession session);

    /** The login session, unless it was ended; whether it idled too long is for the caller to see. */
    Optional<LoginSession> liveSession(String sessionId);

    /** Ends a login session; says whether it was live. From the return on, no {@code liveSession} finds it. */
    boolean endSession(String sessionId, Instant at);

    /** Notes that a session was used, without waiting for the disk. */
    void sessionUsed(String sessionId, Instant at);

    /**
     * Adds a key unless its user has as many as allowed that are neither revoked nor expired.
     *
     * @param limit most keys of one user; empty: any number
     */
    KeyAddition addKey(ApiKey key, KeyHash hash, OptionalInt limit);

    /** The key with this secret, unless it was revoked; expired ones are found. */
    Optional<ApiKey> keyByHash(KeyHash hash);

    /** The key with this id, unless it was revoked. */
    Optional<ApiKey> key(String keyId);

    /** Somebody's keys, not the revoked ones, by creation time, then id. */
    List<ApiKey> keysOf(String userId);

    /** The keys limited to a site, of every user, not the revoked ones, by creation time, then id. */
    List<ApiKey> keysLimitedTo(SiteId site);

    /** Revokes a key; says whether it was live. From the return on, no {@code keyByHash} finds it. */
    boolean revokeKey(String keyId, Instant at);

    /** What else is done to keys. */
    KeyChanges keyChanges();

    /** Notes that a key was used, without waiting for the disk. */
    void keyUsed(String keyId, Instant at);

    /**
     * Reads and writes a probe.
     *
     * @throws AccountStoreUnavailableException when accounts can't be read or written now
     */
    void check();

    @Override
    void close();
}
