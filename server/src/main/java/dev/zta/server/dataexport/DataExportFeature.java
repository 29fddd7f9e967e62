package dev.zta.server.dataexport;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.account.Plan;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.QueryLimitException;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.Callers;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Json;
import dev.zta.server.http.Route;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.stats.SiteParameters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/export} (contract: stats): a page of rows, read from the store whole and then handed on piece by piece. */
public final class DataExportFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(DataExportFeature.class.getName());
    private static final int FORBIDDEN = 403;

    private final Json json = new Json();
    private final ExportSlots slots = new ExportSlots();
    private final SiteParameters parameters;
    private final Access access;
    private final AccountPlans plans;
    private final ExportRows rows;
    private final Path folder;
    private final ExportCursor cursors;
    private final ActivityRecorder activity;

    /**
     * Exports from a store.
     *
     * @param plans of the sites' owners
     * @param folder where rows lie until they are sent, without a name
     */
    public DataExportFeature(
            EventStore store,
            SiteDirectory sites,
            Access access,
            AccountPlans plans,
            Path folder,
            InstallationSecret secret,
            ActivityRecorder activity) {
        this.access = access;
        this.plans = plans;
        this.folder = folder;
        this.activity = activity;
        parameters = new SiteParameters(sites);
        rows = new ExportRows(store, json);
        cursors = new ExportCursor(secret);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/export", Action.EXPORT_DATA, this::export));
    }

    private Answer export(Call call) {
        String siteId = SiteParameters.siteId(call);
        Instant now = call.receivedAt();
        ExportRequest request = parameters.read(
                siteId,
                calendar ->
                        ExportRequest.parse(call::query, cursor -> cursors.read(siteId, cursor, now), calendar, now));
        Site site = access.site(call.principal(), Action.EXPORT_DATA, siteId).site();
        if (plans.limitsOf(site.ownerId()).plan() == Plan.FREE) {
            throw new ApiException(FORBIDDEN, "Data export requires Pro plan or higher");
        }
        Runnable slot = slots.take(Callers.userId(call.principal()));
        try {
            return answer(site, request, call, slot);
        } catch (RuntimeException e) {
            slot.run();
            throw e;
        }
    }

    private Answer answer(Site site, ExportRequest request, Call call, Runnable slot) {
        Circumstances by = activity.by(call).on(site);
        Target target = Target.of("site", site.id().value(), site.domain());
        request.periodName()
                .ifPresent(period -> by.record(ActivityAction.EXPORT_REQUESTED, target, metadata(request, period)));
        Instant now = call.receivedAt();
        Spool spool = Spool.in(folder);
        ExportPage page = spooled(site, request, now, spool);
        Optional<String> next = page.next()
                .map(place -> cursors.write(site.id(), request.selection().goingOn(place), now));
        Runnable sent = () -> {
            if (request.isFirstPage()) {
                by.record(ActivityAction.EXPORT_DOWNLOADED, target, Metadata.NONE);
            }
        };
        ExportBody body = new ExportBody(spool, frame(site, request, page, next), sent, slot);
        return new Answer(200, headers(request, now, next), body);
    }

    private ExportPage spooled(Site site, ExportRequest request, Instant now, Spool spool) {
        try (OutputStream out = spool.input()) {
            return rows.write(site, request, now, out);
        } catch (QueryLimitException e) {
            spool.close();
            LOG.log(Level.WARNING, "No export of {0}: {1}", site.id().value(), e.getMessage());
            throw CommonError.UNAVAILABLE.exception();
        } catch (IOException e) {
            spool.close();
            throw new UncheckedIOException(e);
        }
    }

    private static Metadata metadata(ExportRequest request, String period) {
        return Metadata.of("kind", "data")
                .with("format", request.format().code())
                .with("type", request.selection().type().code())
                .with("period", period);
    }

    /** What stands around the rows. */
    private ExportBody.Frame frame(Site site, ExportRequest request, ExportPage page, Optional<String> next) {
        if (request.format() == ExportFormat.CSV) {
            return ExportBody.Frame.NONE;
        }
        ExportSelection selection = request.selection();
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("start", selection.start());
        period.put("end", selection.shownEnd());
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("site_id", site.id().value());
        head.put("period", period);
        head.put("type", selection.type().code());
        head.put("count", page.rows());
        Map<String, Object> tail = new LinkedHashMap<>();
        tail.put("hasMore", next.isPresent());
        tail.put("nextCursor", next);
        return ExportBody.Frame.around("data", json.write(head), json.write(tail));
    }

    private static Map<String, String> headers(ExportRequest request, Instant now, Optional<String> next) {
        String name = "zta-%s-%s.%s"
                .formatted(
                        request.selection().type().code(),
                        now.atOffset(ZoneOffset.UTC).toLocalDate(),
                        request.format().code());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", request.format().contentType());
        headers.put("Content-Disposition", "attachment; filename=\"" + name + "\"");
        headers.put("Cache-Control", "no-store");
        if (request.format() == ExportFormat.CSV) {
            headers.put("X-Has-More", Boolean.toString(next.isPresent()));
            next.ifPresent(cursor -> headers.put("X-Next-Cursor", cursor));
        }
        return headers;
    }
}
