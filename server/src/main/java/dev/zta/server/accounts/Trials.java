package dev.zta.server.accounts;

import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.Billings;
import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import dev.zta.server.secrets.KeyHasher;

/**
 * Trials of paid plans: one for each address, also when its account was deleted in between (contract: billing, "Trial"). Of
 * the address a keyed hash is kept, which names nobody to who has not the key.
 */
public final class Trials {
    private final Billings billings;
    private final boolean areOffered;
    private final KeyHasher hasher;

    /**
     * Trials in a store.
     *
     * @param areOffered whether plans are sold here; without, nobody needs a trial
     */
    public Trials(Billings billings, boolean areOffered, KeyHasher hasher) {
        this.billings = billings;
        this.areOffered = areOffered;
        this.hasher = hasher;
    }

    /** Begins the trial of a new account, inside the transaction that makes it; who had one has the free plan. */
    void begin(User user, Plan plan) {
        if (areOffered && plan != Plan.FREE && billings.useTrial(hasher.hash(user.email()), user.createdAt())) {
            billings.change(user.id(), billing -> billing.trying(Trial.of(plan, user.createdAt())));
        }
    }
}
