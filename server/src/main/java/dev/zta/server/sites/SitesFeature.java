package dev.zta.server.sites;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Scope;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountStore;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.accounts.Callers;
import dev.zta.server.accounts.NewSite;
import dev.zta.server.accounts.SiteAccounts;
import dev.zta.server.accounts.VisibleSites;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code GET} and {@code POST /api/sites}, {@code GET /api/sites/{id}} (contract: sites). */
public final class SitesFeature implements Feature {
    private final VisibleSites visibleSites;
    private final Access access;
    private final SiteAccounts sites;
    private final ActivityRecorder activity;
    private final SiteStatistics statistics;
    private final SiteViews views;

    public SitesFeature(
            AccountStore store,
            Access access,
            SiteAccounts sites,
            EventStore events,
            TrackingCode trackingCode,
            ActivityRecorder activity,
            InstantSource clock) {
        visibleSites = new VisibleSites(store);
        this.access = access;
        this.sites = sites;
        this.activity = activity;
        this.statistics = new SiteStatistics(events, clock);
        this.views = new SiteViews(store, trackingCode);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/sites", Action.LIST_SITES, this::list),
                new Route("POST", "/api/sites", Action.CREATE_SITE, this::create),
                new Route("GET", "/api/sites/{id}", Action.READ_SITE, this::read));
    }

    private Answer list(Call call) {
        List<Site> visible = visibleSites.of(call.principal());
        List<SiteStatistics.Totals> stats = statistics.of(visible);
        List<Map<String, Object>> listed = new ArrayList<>();
        for (int i = 0; i < visible.size(); i++) {
            SiteStatistics.Totals totals = stats.get(i);
            Site site = visible.get(i);
            access.roleOn(site, call.principal()).ifPresent(role -> listed.add(views.listed(site, role, totals)));
        }
        return Answer.ok(Map.of("sites", listed));
    }

    private Answer create(Call call) {
        NewSite wanted = SiteBody.of(call).newSite(Callers.userId(call.principal()));
        return Answer.created(Map.of("site", views.created(sites.add(wanted, activity.by(call)))));
    }

    private Answer read(Call call) {
        SiteGrant grant = access.site(call.principal(), Action.READ_SITE, call.path("id"));
        SiteStatistics.Totals totals = statistics.of(List.of(grant.site())).getFirst();
        return Answer.ok(
                Map.of("site", views.detailed(grant.site(), grant.role(), totals, mayKnowPersons(call.principal()))));
    }

    /** Addresses and names of persons are for logins and keys of scope admin (contract: sites, "Decided here"). */
    private static boolean mayKnowPersons(Principal principal) {
        return !(principal instanceof Principal.Key key) || key.scope() == Scope.ADMIN;
    }
}
