package dev.zta.server.segments;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.Segment;
import dev.zta.core.account.Segments;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.server.accounts.Callers;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * {@code /api/segments} (contract: beyond, "Saved segments"; teams, "Role by endpoint group"). A segment that is not shared is
 * there for nobody but who made it; a shared one is changed by owner and admins, and by who made it.
 */
public final class SegmentFeature implements Feature {
    private static final String PATH = "/api/segments";
    private static final int MOST_ON_A_SITE = 100;

    private final Segments segments;
    private final SiteDirectory sites;
    private final Access access;
    private final AccountIds ids;
    private final ActivityRecorder activity;

    public SegmentFeature(
            Segments segments, SiteDirectory sites, Access access, AccountIds ids, ActivityRecorder activity) {
        this.segments = segments;
        this.sites = sites;
        this.access = access;
        this.ids = ids;
        this.activity = activity;
    }

    /** A segment and its site. */
    private record Found(Segment segment, Site site) {}

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", PATH, Action.LIST_SEGMENTS, this::list),
                new Route("POST", PATH, Action.CREATE_SEGMENT, this::create),
                new Route("PATCH", PATH, Action.CHANGE_SEGMENT, this::change),
                new Route("DELETE", PATH, Action.DELETE_SEGMENT, this::delete));
    }

    private Answer list(Call call) {
        String siteId = call.query("siteId").orElseThrow(SegmentFeature::siteRequired);
        Site site = access.site(call.principal(), Action.LIST_SEGMENTS, siteId).site();
        String user = Callers.userId(call.principal());
        return Answer.ok(Map.of(
                "segments",
                segments.of(site.id()).stream()
                        .filter(segment -> segment.isVisibleTo(user))
                        .map(SegmentFeature::view)
                        .toList()));
    }

    private Answer create(Call call) {
        JsonFields fields = JsonFields.of(call.json(), SegmentBody::invalid);
        String siteId = fields.filledText("siteId").orElseThrow(SegmentFeature::siteRequired);
        SegmentBody body = SegmentBody.of(fields).complete();
        Site site = access.site(call.principal(), Action.CREATE_SEGMENT, siteId).site();
        boolean isShared = body.shared().orElse(false);
        if (isShared) {
            requireManager(call, site);
        }
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        Segment segment = new Segment(
                ids.segment(),
                site.id(),
                Callers.userId(call.principal()),
                body.name().orElseThrow(),
                body.filters().orElseThrow(),
                isShared,
                now,
                now);
        logged(call, site, segment, () -> isStored(segments.add(segment, MOST_ON_A_SITE)));
        return Answer.created(Map.of("segment", view(segment)));
    }

    private Answer change(Call call) {
        JsonFields fields = JsonFields.of(call.json(), SegmentBody::invalid);
        String id = fields.filledText("segmentId")
                .or(() -> fields.filledText("id"))
                .orElseThrow(SegmentFeature::idRequired);
        SegmentBody body = SegmentBody.of(fields);
        Found found = changeable(call, Action.CHANGE_SEGMENT, id);
        Segment old = found.segment;
        boolean isShared = body.shared().orElse(old.isShared());
        if (isShared != old.isShared()) {
            requireManager(call, found.site);
        }
        Segment changed = new Segment(
                old.id(),
                old.site(),
                old.userId(),
                body.name().orElse(old.name()),
                body.filters().orElse(old.filters()),
                isShared,
                old.createdAt(),
                call.receivedAt().truncatedTo(ChronoUnit.MILLIS));
        logged(call, found.site, changed, () -> isStored(segments.replace(changed)));
        return Answer.ok(Map.of("segment", view(changed)));
    }

    private Answer delete(Call call) {
        String id = call.query("segmentId").or(() -> call.query("id")).orElseThrow(SegmentFeature::idRequired);
        Found found = changeable(call, Action.DELETE_SEGMENT, id);
        logged(call, found.site, found.segment, () -> segments.remove(id));
        return Answer.ok(Map.of("success", true));
    }

    /** A foreign site's segments, and those that somebody keeps to himself, look as if they were not there. */
    private Found changeable(Call call, Action action, String id) {
        String user = Callers.userId(call.principal());
        Segment segment = segments.find(id)
                .filter(found -> found.isVisibleTo(user))
                .filter(found -> isInReach(call, found))
                .orElseThrow(SegmentFilters::notFound);
        Site site =
                access.site(call.principal(), action, segment.site().value()).site();
        if (!segment.userId().equals(user)) {
            requireManager(call, site);
        }
        return new Found(segment, site);
    }

    private boolean isInReach(Call call, Segment segment) {
        Optional<Site> site = sites.find(segment.site());
        return Callers.siteLimit(call.principal()).map(segment.site()::equals).orElse(true)
                && site.flatMap(found -> access.roleOn(found, call.principal())).isPresent();
    }

    private void logged(Call call, Site site, Segment segment, BooleanSupplier act) {
        activity.together(() -> {
            if (!act.getAsBoolean()) {
                throw SegmentFilters.notFound();
            }
            activity.by(call)
                    .on(site)
                    .record(
                            ActivityAction.SETTINGS_UPDATED,
                            Target.of("segment", segment.id(), segment.name()),
                            Metadata.NONE.with("changed", List.of("segments")));
            return true;
        });
    }

    private static boolean isStored(Segments.Stored stored) {
        return switch (stored) {
            case DONE -> true;
            case NAME_TAKEN -> throw SegmentBody.invalid("name", "is that of another segment");
            case TOO_MANY -> throw new ApiException(403, "Segment limit reached");
        };
    }

    private void requireManager(Call call, Site site) {
        access.site(call.principal(), Action.MANAGE_SEGMENTS, site.id().value());
    }

    private static ApiException siteRequired() {
        return new ApiException(400, "Site ID required");
    }

    private static ApiException idRequired() {
        return SegmentBody.invalid("segmentId", "is missing");
    }

    private static Map<String, Object> view(Segment segment) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", segment.id());
        view.put("siteId", segment.site().value());
        view.put("name", segment.name());
        view.put("filters", segment.filters());
        view.put("shared", segment.isShared());
        view.put("createdBy", segment.userId());
        view.put("createdAt", segment.createdAt());
        view.put("updatedAt", segment.updatedAt());
        return view;
    }
}
