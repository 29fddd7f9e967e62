package dev.zta.server.imports;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountIds;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.site.Site;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.FaultLog;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /api/import/file}: a log as the body, of any length, into a site (contract: import). */
public final class ImportFeature implements Feature {
    private static final String PATH = "/api/import/file";

    private final Access access;
    private final LogImport imports;
    private final AccountIds ids;
    private final ActivityRecorder activity;
    private final StartLimit limit = new StartLimit();
    private final RunningImports running = new RunningImports();
    private final FaultLog faults = new FaultLog();

    /** Serves imports to those who may change a site. */
    public ImportFeature(Access access, LogImport imports, AccountIds ids, ActivityRecorder activity) {
        this.access = access;
        this.imports = imports;
        this.ids = ids;
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", PATH, Action.IMPORT, this::importFile));
    }

    private Answer importFile(Call call) {
        String siteId = call.query("siteId").orElseThrow(() -> new ApiException(400, "siteId is required"));
        ImportFormat format =
                call.query("format").flatMap(ImportFormat::named).orElseThrow(ImportFeature::unknownFormat);
        Site site = access.site(call.principal(), Action.IMPORT, siteId).site();
        try (RunningImports.Running _ = running.begin(site.id())) {
            limit.take(call.principal(), call.receivedAt());
            return Answer.ok(imported(site, format, call).json());
        }
    }

    private ImportResult imported(Site site, ImportFormat format, Call call) {
        Circumstances log = activity.by(call).on(site);
        Metadata metadata = Metadata.of("importId", ids.importRun(call.receivedAt()));
        log.record(ActivityAction.IMPORT_STARTED, metadata.withText("format", call.query("format")));
        boolean isDone = false;
        try {
            ImportResult result =
                    imports.run(site, format, new ImportSource.OfStream(call.bodyStream()), Progress.NOT_WATCHED);
            isDone = true;
            log.record(ActivityAction.IMPORT_COMPLETED, metadata.with("rows", result.imported()));
            return result;
        } catch (IOException | UnknownContinuationException e) {
            throw new ApiException(400, "Failed to parse data", Map.of("details", String.valueOf(e.getMessage())));
        } catch (ApiException e) {
            throw e;
        } catch (RuntimeException e) {
            faults.failed("POST " + PATH, e);
            throw new ApiException(500, "Import failed");
        } finally {
            if (!isDone) {
                log.record(ActivityAction.IMPORT_FAILED, metadata);
            }
        }
    }

    private static ApiException unknownFormat() {
        return new ApiException(
                400, "Invalid format", Map.of("details", "Supported: " + String.join(", ", ImportFormat.codes())));
    }
}
