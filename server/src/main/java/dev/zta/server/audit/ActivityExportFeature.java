package dev.zta.server.audit;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Role;
import dev.zta.core.account.Export;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.core.activity.Metadata;
import dev.zta.server.accounts.Callers;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.exports.ExportAccess;
import dev.zta.server.exports.ExportOrder;
import dev.zta.server.exports.ExportViews;
import dev.zta.server.exports.Exports;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/activity-log/export} (contract: activity-log). */
public final class ActivityExportFeature implements Feature {
    private static final String KIND = "activity_log";
    private static final String FORMAT = "csv";
    private static final String DEFAULT_PERIOD = "90d";
    private static final int EXPORTS_AN_HOUR = 10;
    private static final int NOT_FOUND = 404;

    private final ActivityLog log;
    private final Access access;
    private final ActivityRetention retention;
    private final Exports exports;
    private final ExportAccess exportAccess;
    private final ActivityRecorder activity;
    private final RateLimit limit = RateLimit.of(EXPORTS_AN_HOUR, Duration.ofHours(1));

    public ActivityExportFeature(
            ActivityLog log,
            Access access,
            ActivityRetention retention,
            Exports exports,
            ExportAccess exportAccess,
            ActivityRecorder activity) {
        this.log = log;
        this.access = access;
        this.retention = retention;
        this.exports = exports;
        this.exportAccess = exportAccess;
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/activity-log/export", Action.EXPORT_ACTIVITY, this::export));
    }

    private Answer export(Call call) {
        ActivityRequest request = ActivityRequest.read(call, DEFAULT_PERIOD);
        if (call.query("format").filter(format -> !format.equals(FORMAT)).isPresent()) {
            throw ActivityError.FORMAT.exception();
        }
        ActivityQuery query = request.admitted(call, access, Action.EXPORT_ACTIVITY, retention);
        Export export =
                call.query("exportId").map(id -> earlier(id, query, call)).orElseGet(() -> started(query, call));
        return ExportViews.answer(export, exports, Optional.of("entries"));
    }

    /** Its id is enough; where a site is named too, it must be that one. */
    private Export earlier(String id, ActivityQuery query, Call call) {
        return exports.find(id, Callers.userId(call.principal()))
                .filter(export -> export.kind().equals(KIND) && exportAccess.isStillAllowed(export))
                .filter(export -> query.site().isEmpty() || export.site().equals(query.site()))
                .orElseThrow(() -> new ApiException(NOT_FOUND, "Export not found"));
    }

    private Export started(ActivityQuery query, Call call) {
        String userId = Callers.userId(call.principal());
        Duration wait = limit.take(userId, call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        LocalDate today = call.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        return exports.start(new ExportOrder(
                KIND,
                userId,
                query.site(),
                Role.OWNER,
                FORMAT,
                "activity-log-" + today + ".csv",
                "text/csv; charset=utf-8",
                activity.by(call).on(query.site()),
                period(call),
                out -> ActivityCsv.write(log, query, out)));
    }

    /** Dates as they were given, as {@code 2026-01-01/2026-01-15}; what was left out is empty. */
    private static Metadata period(Call call) {
        Optional<String> start = call.query("startDate");
        Optional<String> end = call.query("endDate");
        String dates = start.orElse("") + "/" + end.orElse("");
        return Metadata.of(
                "period",
                start.isPresent() || end.isPresent()
                        ? dates
                        : call.query("period").orElse(DEFAULT_PERIOD));
    }
}
