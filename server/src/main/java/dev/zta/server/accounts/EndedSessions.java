package dev.zta.server.accounts;

import dev.zta.core.account.LoginSession;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import java.time.Instant;
import java.util.List;

/** Sessions that all end by one act, as the log tells it (contract: activity-log, {@code sessions.bulk_revoked}). */
public final class EndedSessions {
    private EndedSessions() {}

    /** How many of them were still good. */
    public static int live(List<LoginSession> ended, Instant now) {
        return (int) ended.stream().filter(session -> session.isActiveAt(now)).count();
    }

    /** Tells of those that another act ended, such as a new password; nothing when there was none. */
    public static void record(List<LoginSession> ended, Instant now, Circumstances by) {
        int live = live(ended, now);
        if (live > 0) {
            by.record(ActivityAction.SESSIONS_BULK_REVOKED, Metadata.NONE.with("count", live));
        }
    }
}
