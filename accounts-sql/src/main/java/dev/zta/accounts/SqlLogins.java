package dev.zta.accounts;

import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Logins;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The table {@code login_sessions} by person, and what of {@code users} lets them in. Memory is told after each commit. */
final class SqlLogins implements Logins {
    private static final Comparator<LoginSession> USED_LAST_FIRST =
            Comparator.comparing(LoginSession::lastActiveAt).reversed().thenComparing(LoginSession::id);

    private final Database database;
    private final Supplier<Memory> memory;

    SqlLogins(Database database, Supplier<Memory> memory) {
        this.database = database;
        this.memory = memory;
    }

    @Override
    public List<LoginSession> of(String userId) {
        return sorted(database.read(connection -> SessionRows.liveOf(connection, userId)));
    }

    @Override
    public List<LoginSession> allOf(String userId) {
        return sorted(database.read(connection -> SessionRows.allOf(connection, userId)));
    }

    private List<LoginSession> sorted(List<LoginSession> stored) {
        return stored.stream().map(this::latest).sorted(USED_LAST_FIRST).toList();
    }

    /** Times of use are written half a minute late. */
    private LoginSession latest(LoginSession stored) {
        return memory.get()
                .session(stored.id())
                .filter(known -> known.lastActiveAt().isAfter(stored.lastActiveAt()))
                .orElse(stored);
    }

    @Override
    public boolean end(String userId, String sessionId, Instant at) {
        return database.exclusively(() -> {
            boolean ended = database.write(connection -> SessionRows.live(connection, sessionId).stream()
                            .anyMatch(session -> session.userId().equals(userId))
                    && SessionRows.end(connection, sessionId, at));
            if (ended) {
                database.afterCommit(() -> memory.get().removeSession(sessionId));
            }
            return ended;
        });
    }

    @Override
    public List<LoginSession> endOthers(String userId, Optional<String> kept, Instant at) {
        return database.exclusively(() -> {
            List<LoginSession> ended = of(userId).stream()
                    .filter(session -> kept.stream().noneMatch(session.id()::equals))
                    .toList();
            database.write(connection -> {
                for (LoginSession session : ended) {
                    SessionRows.end(connection, session.id(), at);
                }
                return ended;
            });
            database.afterCommit(() -> ended.forEach(session -> memory.get().removeSession(session.id())));
            return ended;
        });
    }

    @Override
    public Optional<LoginSession> raiseVersion(String sessionId) {
        return database.exclusively(() -> {
            Optional<LoginSession> raised = database.write(connection -> {
                Sql.update(
                        connection,
                        "UPDATE login_sessions SET version = version + 1 WHERE id = ? AND ended_at IS NULL",
                        sessionId);
                return SessionRows.live(connection, sessionId);
            });
            database.afterCommit(() -> memory.get().removeSession(sessionId));
            return raised;
        });
    }

    @Override
    public boolean setPassword(String userId, PasswordHash password) {
        return changeUser("UPDATE users SET password = ? WHERE id = ?", password.encoded(), userId);
    }

    @Override
    public boolean replacePassword(String userId, PasswordHash before, PasswordHash now) {
        return changing(
                userId,
                connection -> Sql.update(
                        connection,
                        "UPDATE users SET password = ? WHERE id = ? AND password = ?",
                        now.encoded(),
                        userId,
                        before.encoded()));
    }

    /** The condition is that of the index, so that a login does not read all users. */
    @Override
    public Optional<PasswordHash> hardestImported() {
        return database.read(connection -> Sql.first(
                connection,
                "SELECT password FROM users WHERE substr(password, 1, 2) = '$2'"
                        + " ORDER BY substr(password, 5, 2) DESC LIMIT 1",
                row -> new PasswordHash(row.getString("password"))));
    }

    @Override
    public boolean setDisabled(String userId, boolean disabled) {
        return changeUser("UPDATE users SET disabled = ? WHERE id = ?", disabled, userId);
    }

    /** Not from memory, which shows what a transaction wrote after its end only. */
    @Override
    public boolean mayStillLogIn(User checked) {
        return database.read(connection -> UserRows.byId(connection, checked.id()))
                .filter(now -> !now.disabled() && now.password().equals(checked.password()))
                .isPresent();
    }

    private boolean changeUser(String sql, Object value, String userId) {
        return changing(userId, connection -> Sql.update(connection, sql, value, userId));
    }

    private boolean changing(String userId, Database.Work<Integer> update) {
        return database.exclusively(() -> {
            boolean isChanged = database.write(update) > 0;
            database.afterCommit(() -> memory.get().forgetUser(userId));
            return isChanged;
        });
    }

    @Override
    public boolean wasSeen(String userId, String device, String maskedAddress, Instant since) {
        return database.read(connection -> Sql.exists(
                connection,
                "SELECT 1 FROM login_sessions WHERE user_id = ? AND device = ? AND masked_address = ?"
                        + " AND last_active_at >= ?",
                userId,
                device,
                maskedAddress,
                since));
    }

    @Override
    public boolean wasSeenIn(String userId, String country, Instant since) {
        return database.read(connection -> Sql.exists(
                connection,
                "SELECT 1 FROM login_sessions WHERE user_id = ? AND country = ? AND last_active_at >= ?",
                userId,
                country,
                since));
    }

    @Override
    public List<LoginSession> idleSince(Instant since) {
        return database.read(connection -> SessionRows.idleSince(connection, since)).stream()
                .map(this::latest)
                .filter(session -> !session.lastActiveAt().isAfter(since))
                .toList();
    }
}
