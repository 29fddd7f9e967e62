package dev.zta.accounts;

import dev.zta.core.account.ApiKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When keys and sessions were last used, on its way to the disk: noted with every request, written together now and then. A
 * crash loses at most one such interval.
 */
final class Usage {
    private final Database database;
    private final Map<String, Instant> keys = new ConcurrentHashMap<>();
    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();

    Usage(Database database) {
        this.database = database;
    }

    void keyUsed(String keyId, Instant at) {
        keys.merge(keyId, at, Usage::later);
    }

    void sessionUsed(String sessionId, Instant at) {
        sessions.merge(sessionId, at, Usage::later);
    }

    /** The key with the newest time known of it. */
    ApiKey latest(ApiKey key) {
        return Optional.ofNullable(keys.get(key.id()))
                .map(at -> key.usedAt(
                        key.lastUsed().map(stored -> later(stored, at)).orElse(at)))
                .orElse(key);
    }

    /** Writes what was noted so far; what can't be written stays noted. */
    void flush() {
        Map<String, Instant> usedKeys = Map.copyOf(keys);
        Map<String, Instant> usedSessions = Map.copyOf(sessions);
        if (usedKeys.isEmpty() && usedSessions.isEmpty()) {
            return;
        }
        database.write(connection -> {
            for (Map.Entry<String, Instant> used : usedKeys.entrySet()) {
                KeyRows.used(connection, used.getKey(), used.getValue());
            }
            for (Map.Entry<String, Instant> used : usedSessions.entrySet()) {
                SessionRows.used(connection, used.getKey(), used.getValue());
            }
            return usedKeys.size();
        });
        usedKeys.forEach(keys::remove);
        usedSessions.forEach(sessions::remove);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
