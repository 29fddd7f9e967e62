package dev.zta.server.teams;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Target;
import dev.zta.server.activity.ActivityRecorder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Says in the log which invitations expired, and forgets those that ended long ago (contract: activity-log,
 * {@code invitation.expired}; teams, "Expired or accepted").
 */
public final class EndedInvitations {
    private final AccountStore store;
    private final ActivityRecorder activity;
    private final InstantSource clock;

    public EndedInvitations(AccountStore store, ActivityRecorder activity, InstantSource clock) {
        this.store = store;
        this.activity = activity;
        this.clock = clock;
    }

    public void tidy() {
        Instant now = clock.instant();
        logExpired(now);
        store.invitations().eraseEndedBefore(now.minus(Invitation.REMEMBERED));
    }

    /** Says it at once of all that have expired by now. */
    void logExpired(Instant now) {
        activity.together(() -> {
            List<Invitation> expired = store.invitations().takeExpired(now);
            expired.forEach(this::log);
            return expired;
        });
    }

    private void log(Invitation invitation) {
        store.find(invitation.site())
                .ifPresent(site -> activity.bySystem(site.ownerId(), invitation.expiresAt())
                        .on(site)
                        .record(
                                ActivityAction.INVITATION_EXPIRED,
                                Target.stranger(invitation.email()),
                                InviteFeature.metadata(invitation)));
    }
}
