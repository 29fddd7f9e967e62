package dev.zta.server;

import dev.zta.core.access.Access;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.KeptPlans;
import dev.zta.server.audit.ActivityExportFeature;
import dev.zta.server.audit.ActivityFeature;
import dev.zta.server.audit.ActivityRetention;
import dev.zta.server.audit.Erasure;
import dev.zta.server.exports.DownloadFeature;
import dev.zta.server.exports.ExportAccess;
import dev.zta.server.exports.Exports;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.http.Feature;
import dev.zta.server.schedule.Schedule;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The part of the object graph that reads the activity log, exports files and forgets what is old. */
final class ActivityWiring implements AutoCloseable {
    private final ActivityRetention retention;
    private final Exports exports;
    private final ExportAccess exportAccess;
    private final Schedule schedule;
    private final List<Feature> features;

    /**
     * Puts it together.
     *
     * @param publicAddress what links to exports begin with
     */
    ActivityWiring(
            Settings settings,
            AccountStore store,
            Access access,
            AccountUseCases useCases,
            InstallationSecret secret,
            AccountIds ids,
            Supplier<URI> publicAddress,
            InstantSource clock) {
        retention =
                new ActivityRetention(settings.activityLogDays(), new KeptPlans(useCases.plans(), store.downgrades()));
        exports = new Exports(
                store,
                new DataFolder(settings.data()).exports(),
                secret,
                ids,
                publicAddress,
                useCases.activity(),
                clock);
        schedule = new Schedule(clock)
                .every(Duration.ofHours(1), exports::removeExpired)
                .every(Duration.ofDays(1), new Erasure(store, useCases.activityLog(), retention, clock)::run);
        exportAccess = new ExportAccess(store, access);
        features = List.of(
                new ActivityFeature(useCases.activityLog(), access, retention),
                new ActivityExportFeature(
                        useCases.activityLog(), access, retention, exports, exportAccess, useCases.activity()),
                new DownloadFeature(exports, exportAccess, useCases.activity()));
    }

    /** For how long entries are kept. */
    ActivityRetention retention() {
        return retention;
    }

    /** Files by links, for features that export something. */
    Exports exports() {
        return exports;
    }

    /** Whether files may still be handed out. */
    ExportAccess exportAccess() {
        return exportAccess;
    }

    /** What is done again and again. */
    Schedule schedule() {
        return schedule;
    }

    List<Feature> features() {
        return features;
    }

    void start() {
        exports.start();
        schedule.start();
    }

    @Override
    public void close() {
        schedule.close();
        exports.close();
    }
}
