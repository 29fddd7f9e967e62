package dev.zta.server.exports;

import dev.zta.core.access.Action;
import dev.zta.core.account.Export;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /api/exports/{token}}: the token is the permission (contract: sites and activity-log). */
public final class DownloadFeature implements Feature {
    private static final int NOT_FOUND = 404;

    private final Exports exports;
    private final ExportAccess access;
    private final ActivityRecorder activity;

    public DownloadFeature(Exports exports, ExportAccess access, ActivityRecorder activity) {
        this.exports = exports;
        this.access = access;
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/exports/{token}", Action.DOWNLOAD_EXPORT, this::download));
    }

    private Answer download(Call call) {
        Export export = exports.byToken(call.path("token"))
                .filter(access::isStillAllowed)
                .filter(found -> Files.exists(exports.file(found)))
                .orElseThrow(() -> new ApiException(NOT_FOUND, "Export not found"));
        if (!call.isHead()) {
            record(export, call);
        }
        return new Answer(200, headers(export), exports.file(export));
    }

    /** Who holds the link is not known. */
    private void record(Export export, Call call) {
        activity.byStranger(export.userId(), call)
                .on(export.site())
                .record(
                        ActivityAction.EXPORT_DOWNLOADED,
                        Target.of("export", export.id(), export.fileName()),
                        Metadata.NONE);
    }

    private static Map<String, String> headers(Export export) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", export.contentType());
        headers.put("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
        headers.put("Cache-Control", "no-store");
        headers.put("Referrer-Policy", "no-referrer");
        return headers;
    }
}
