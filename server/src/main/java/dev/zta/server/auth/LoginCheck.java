package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import java.time.Instant;
import java.time.InstantSource;

/** Whether a login token holds: its signature, and the session behind it, which may have ended since. Answers from memory. */
final class LoginCheck {
    private final AccountStore store;
    private final Tokens tokens;
    private final InstantSource clock;

    LoginCheck(AccountStore store, Tokens tokens, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The caller behind a token. */
    Principal.Login check(String token) {
        Instant now = clock.instant();
        Tokens.Claims claims = tokens.verify(token, now)
                .filter(found -> isLive(found, now))
                .orElseThrow(() -> new AccessRefusedException(Refusal.INVALID_TOKEN));
        store.sessionUsed(claims.sessionId(), now);
        return new Principal.Login(claims.userId(), claims.sessionId());
    }

    private boolean isLive(Tokens.Claims claims, Instant now) {
        return store.liveSession(claims.sessionId())
                        .filter(session -> isOf(session, claims) && session.isActiveAt(now))
                        .isPresent()
                && store.user(claims.userId()).filter(user -> !user.disabled()).isPresent();
    }

    private static boolean isOf(LoginSession session, Tokens.Claims claims) {
        return session.userId().equals(claims.userId()) && session.version() == claims.sessionVersion();
    }
}
