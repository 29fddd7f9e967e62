package dev.zta.server.auth;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.activity.ActivityRecorder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Ends login sessions that idled for 30 days, and says so in the log (contract: auth, {@code session.expired}). */
public final class IdleSessions {
    private final AccountStore store;
    private final ActivityRecorder activity;
    private final InstantSource clock;

    public IdleSessions(AccountStore store, ActivityRecorder activity, InstantSource clock) {
        this.store = store;
        this.activity = activity;
        this.clock = clock;
    }

    /** Ends those that are due. They are of no use before that already. */
    public void end() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (LoginSession idle : store.logins().idleSince(now.minus(LoginSession.IDLE_LIMIT))) {
            activity.together(() -> {
                boolean isEnded = store.logins().end(idle.userId(), idle.id(), now);
                if (isEnded) {
                    activity.bySystem(idle.userId(), now)
                            .record(ActivityAction.SESSION_EXPIRED, Metadata.of("sessionId", idle.id()));
                }
                return isEnded;
            });
        }
    }
}
