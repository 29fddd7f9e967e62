package dev.zta.server;

import dev.zta.core.journal.JournalDamage;
import dev.zta.server.health.HealthCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What health says of the stores (contract: cli, "Health"; docs/decisions/0013-lost-records-stay-told.md). A failure is an event that could not be
 * accepted or a report that would not be right; a remark is what was lost or may be counted twice while all works.
 */
final class StoreHealth {
    /** Events were acknowledged and are lost. */
    static final String DAMAGED = "damaged";

    /** Ids of the last hour had to be forgotten: a beacon that is sent again may count again. */
    static final String IDS_FORGOTTEN = "ids forgotten";

    private final Stores stores;
    private final BooleanSupplier areIdsForgotten;

    StoreHealth(Stores stores, BooleanSupplier areIdsForgotten) {
        this.stores = stores;
        this.areIdsForgotten = areIdsForgotten;
    }

    List<HealthCheck> all() {
        return List.of(
                new HealthCheck("journal", stores.journal()::check, this::journalRemark),
                new HealthCheck("events", stores.writer()::check),
                new HealthCheck("accounts", stores.accounts()::check),
                new HealthCheck("disk", stores.folder()::check));
    }

    private Optional<String> journalRemark() {
        if (stores.journal().damage().stream().anyMatch(JournalDamage::isLost)) {
            return Optional.of(DAMAGED);
        }
        return areIdsForgotten.getAsBoolean() ? Optional.of(IDS_FORGOTTEN) : Optional.empty();
    }
}
