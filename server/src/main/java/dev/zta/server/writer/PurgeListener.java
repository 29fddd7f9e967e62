package dev.zta.server.writer;

import dev.zta.core.account.PlannedPurges.Planned;

/** Is told of days that are removed since their site no longer keeps them; both times on the writer's thread. */
public interface PurgeListener {
    /** Comes before they are removed; when it throws, they stay for now. */
    void planned(Planned days);

    /** Comes once they are gone. */
    void purged(Planned days);
}
