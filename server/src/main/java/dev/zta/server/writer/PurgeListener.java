package dev.zta.server.writer;

import dev.zta.core.site.Site;
import dev.zta.core.store.PurgedDays;
import java.time.Instant;

/** Is told of days that were removed since their site no longer keeps them. */
@FunctionalInterface
public interface PurgeListener {
    /** Comes on the writer's thread, once the days are gone. */
    void purged(Site site, PurgedDays days, Instant at);
}
