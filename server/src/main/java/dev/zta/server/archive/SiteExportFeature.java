package dev.zta.server.archive;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Role;
import dev.zta.core.account.Export;
import dev.zta.core.account.Plan;
import dev.zta.core.activity.Metadata;
import dev.zta.core.site.Site;
import dev.zta.core.store.HitReader;
import dev.zta.server.accounts.AccountPlans;
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
import dev.zta.server.limits.RollingLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/sites/{id}/export} (contract: sites): a GET that begins work, and gives the same for an hour. */
public final class SiteExportFeature implements Feature {
    private static final String KIND = "site";
    private static final String FORMAT = "zip";
    private static final Duration GIVEN_AGAIN = Duration.ofHours(1);
    private static final Duration BETWEEN_FREE_ONES = Duration.ofHours(24);
    private static final int EXPORTS_AN_HOUR = 10;
    private static final int NOT_FOUND = 404;

    private final Access access;
    private final AccountPlans plans;
    private final HitReader hits;
    private final Exports exports;
    private final ExportAccess exportAccess;
    private final ActivityRecorder activity;
    private final RollingLimit limit = new RollingLimit(EXPORTS_AN_HOUR, Duration.ofHours(1));

    /**
     * Exports sites.
     *
     * @param plans of the sites' owners
     */
    public SiteExportFeature(
            Access access,
            AccountPlans plans,
            HitReader hits,
            Exports exports,
            ExportAccess exportAccess,
            ActivityRecorder activity) {
        this.access = access;
        this.plans = plans;
        this.hits = hits;
        this.exports = exports;
        this.exportAccess = exportAccess;
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/sites/{id}/export", Action.EXPORT_SITE, this::export));
    }

    private Answer export(Call call) {
        Site site = access.site(call.principal(), Action.EXPORT_SITE, call.path("id"))
                .site();
        Export export = call.query("exportId").map(id -> earlier(id, site)).orElseGet(() -> newOrRecent(site, call));
        return ExportViews.answer(export, exports, Optional.empty());
    }

    private Export earlier(String id, Site site) {
        return exports.find(id, KIND, site.id())
                .filter(exportAccess::isStillAllowed)
                .orElseThrow(() -> new ApiException(NOT_FOUND, "Export not found"));
    }

    private Export newOrRecent(Site site, Call call) {
        String userId = Callers.userId(call.principal());
        return exports.start(order(site, userId, call), () -> {
            Optional<Export> recent =
                    exports.newest(KIND, site.id(), GIVEN_AGAIN).filter(exportAccess::isStillAllowed);
            if (recent.isEmpty()) {
                count(site, userId, call.receivedAt());
            }
            return recent;
        });
    }

    /** Counts one that is to be built, unless there are too many. */
    private void count(Site site, String userId, Instant now) {
        Duration wait = isFree(site) ? waitOnFree(site, now) : limit.take(userId, now);
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }

    private boolean isFree(Site site) {
        return plans.limitsOf(site.ownerId()).plan() == Plan.FREE;
    }

    private Duration waitOnFree(Site site, Instant now) {
        return exports.newest(KIND, site.id(), BETWEEN_FREE_ONES)
                .map(last -> Duration.between(now, last.createdAt().plus(BETWEEN_FREE_ONES)))
                .orElse(Duration.ZERO);
    }

    private ExportOrder order(Site site, String userId, Call call) {
        Instant now = call.receivedAt();
        return new ExportOrder(
                KIND,
                userId,
                Optional.of(site.id()),
                Role.MEMBER,
                FORMAT,
                "zta-%s-%s.zip"
                        .formatted(site.domain(), now.atOffset(ZoneOffset.UTC).toLocalDate()),
                "application/zip",
                activity.by(call).on(site),
                Metadata.NONE,
                out -> new SiteArchive(hits, site, now).writeTo(out));
    }
}
