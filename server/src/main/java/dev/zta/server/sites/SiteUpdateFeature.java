package dev.zta.server.sites;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.mail.Mailer;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.SiteUpdate;
import dev.zta.server.accounts.SiteUpdates;
import dev.zta.server.accounts.SiteUpdates.Updated;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code PATCH} and {@code DELETE /api/sites} (contract: sites). */
public final class SiteUpdateFeature implements Feature {
    private final Access access;
    private final SiteUpdates updates;
    private final ActivityRecorder activity;
    private final DeletionNotice notice;

    public SiteUpdateFeature(
            AccountStore store, Access access, SiteUpdates updates, ActivityRecorder activity, Mailer mailer) {
        this.access = access;
        this.updates = updates;
        this.activity = activity;
        notice = new DeletionNotice(store, mailer);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("PATCH", "/api/sites", Action.UPDATE_SITE, this::update),
                new Route("DELETE", "/api/sites", Action.DELETE_SITE, this::delete));
    }

    private Answer update(Call call) {
        SiteBody body = SiteBody.of(call);
        String id = body.id().orElseThrow(SiteUpdateFeature::idRequired);
        SiteUpdate wanted = updates.checked(body.update());
        Site site = access.site(call.principal(), Action.UPDATE_SITE, id).site();
        Updated updated = activity.together(() -> update(call, site, wanted));
        return Answer.ok(Map.of("site", SiteViews.updated(updated.site(), updated.at())));
    }

    private Updated update(Call call, Site site, SiteUpdate wanted) {
        Updated updated = updates.update(site.id(), wanted).orElseThrow(SiteUpdateFeature::gone);
        tell(call, updated.site(), ActivityAction.SITE_UPDATED, updated.changed());
        tell(call, updated.site(), ActivityAction.SETTINGS_UPDATED, updated.changedSettings());
        return updated;
    }

    private void tell(Call call, Site site, ActivityAction action, List<String> changed) {
        if (!changed.isEmpty()) {
            activity.by(call).on(site).record(action, target(site), Metadata.NONE.with("changed", changed));
        }
    }

    static Target target(Site site) {
        return Target.of("site", site.id().value(), site.name());
    }

    private static ApiException idRequired() {
        return new ApiException(400, "Site ID required");
    }

    private static AccessRefusedException gone() {
        return new AccessRefusedException(Action.UPDATE_SITE.unknownSite());
    }

    private Answer delete(Call call) {
        String id = call.query("id").orElseThrow(SiteUpdateFeature::idRequired);
        Site site = access.site(call.principal(), Action.DELETE_SITE, id).site();
        if (!updates.remove(site, activity.by(call))) {
            throw gone();
        }
        notice.send(site);
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("success", true);
        done.put("message", "Site deleted successfully");
        return Answer.ok(done);
    }
}
