package dev.zta.accounts;

import dev.zta.accounts.KeyRows.HashedKey;
import dev.zta.core.access.Role;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.Billing;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Membership;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every request asks for, as the tables had it when it was read: all sites, members, keys and plans, and those users and
 * sessions that were asked for. Read without a lock; written under the database's, after the commit.
 */
final class Memory {
    /** Of users and of sessions at most so many are kept; beyond that all are forgotten and read again when asked for. */
    private static final int MOST_REMEMBERED = 10_000;

    /** A session's time is written at most this often (contract: auth, "Login sessions"). */
    private static final Duration SESSION_STEP = Duration.ofMinutes(1);

    private record Member(SiteId site, String userId) {}

    private final Map<SiteId, Site> sites = new ConcurrentHashMap<>();
    private final Map<Member, Role> members = new ConcurrentHashMap<>();
    private final Map<KeyHash, ApiKey> keys = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, LoginSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Billing> billings = new ConcurrentHashMap<>();

    static Memory read(Connection connection) throws SQLException {
        Memory memory = new Memory();
        SiteRows.all(connection).forEach(memory::put);
        MemberRows.all(connection).forEach(memory::put);
        for (HashedKey hashed : KeyRows.all(connection)) {
            memory.put(hashed.key(), hashed.hash());
        }
        BillingRows.all(connection).forEach(memory::put);
        return memory;
    }

    Optional<Site> site(SiteId id) {
        return Optional.ofNullable(sites.get(id));
    }

    Optional<Role> role(SiteId site, String userId) {
        return Optional.ofNullable(members.get(new Member(site, userId)));
    }

    Optional<ApiKey> key(KeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<LoginSession> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Billing billing(String userId) {
        return billings.getOrDefault(userId, Billing.NONE);
    }

    void put(String userId, Billing billing) {
        billings.put(userId, billing);
    }

    void put(Site site) {
        sites.put(site.id(), site);
    }

    void put(Membership member) {
        members.put(new Member(member.site(), member.userId()), member.role());
    }

    void put(ApiKey key, KeyHash hash) {
        keys.put(hash, key);
    }

    void put(User user) {
        putBounded(users, user.id(), user);
    }

    void put(LoginSession session) {
        putBounded(sessions, session.id(), session);
    }

    /**
     * Moves a session's time on, unless that would be less than a step, or the session has ended meanwhile.
     *
     * @return whether it was moved
     */
    boolean sessionUsed(String sessionId, Instant at) {
        AtomicBoolean moved = new AtomicBoolean();
        sessions.computeIfPresent(sessionId, (_, session) -> {
            boolean moves = !at.isBefore(session.lastActiveAt().plus(SESSION_STEP));
            moved.set(moves);
            return moves ? session.usedAt(at) : session;
        });
        return moved.get();
    }

    /** Forgets a site, who had a part in it, and the keys limited to it. */
    void removeSite(SiteId site) {
        sites.remove(site);
        members.keySet().removeIf(member -> member.site().equals(site));
        keys.values().removeIf(key -> key.limitedTo().filter(site::equals).isPresent());
    }

    void removeMember(SiteId site, String userId) {
        members.remove(new Member(site, userId));
    }

    void removeKey(String keyId) {
        keys.values().removeIf(key -> key.id().equals(keyId));
    }

    void removeSession(String sessionId) {
        sessions.remove(sessionId);
    }

    /** The next question reads it anew. */
    void forgetUser(String userId) {
        users.remove(userId);
    }

    /** Nothing of a person is known any more. */
    void forgetPerson(String userId) {
        users.remove(userId);
        billings.remove(userId);
        sessions.values().removeIf(session -> session.userId().equals(userId));
        keys.values().removeIf(key -> key.userId().equals(userId));
        members.keySet().removeIf(member -> member.userId().equals(userId));
    }

    private static <T> void putBounded(Map<String, T> map, String key, T value) {
        if (map.size() >= MOST_REMEMBERED) {
            map.clear();
        }
        map.put(key, value);
    }
}
