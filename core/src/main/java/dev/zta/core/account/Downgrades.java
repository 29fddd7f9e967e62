package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * From which plan to which accounts went down, as long as not everything of that is done: what was kept longer goes later
 * (contract: billing, "Downgrade"). Thread-safe; writes join {@code AccountStore.together}.
 */
public interface Downgrades {
    /**
     * A plan by which things were kept, and what has become of it.
     *
     * @param kept the plan by which everything was kept so far
     * @param lowered empty: it still holds
     */
    record Kept(Plan kept, Optional<Lowered> lowered) {}

    /** The lesser plan that an account has, and since when that is known and told. */
    record Lowered(Plan to, Instant at) {}

    /** What is known of an account; empty: nothing yet. */
    Optional<Kept> of(String userId);

    void put(String userId, Kept kept);

    /** Sites that came to an owner with a lesser plan, which is the same for them. */
    SiteHandovers handovers();
}
