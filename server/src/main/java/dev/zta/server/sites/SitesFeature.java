package dev.zta.server.sites;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Scope;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountStore;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.server.accounts.Callers;
import dev.zta.server.accounts.NewSite;
import dev.zta.server.accounts.NewSite.Retention;
import dev.zta.server.accounts.SiteAccounts;
import dev.zta.server.accounts.SiteSettings;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET} and {@code POST /api/sites}, {@code GET /api/sites/{id}} (contract: sites). */
public final class SitesFeature implements Feature {
    private static final Set<String> SETTINGS = Set.of("excludePaths", "ignoreParams", "dataRetention");

    private final AccountStore store;
    private final Access access;
    private final SiteAccounts sites;
    private final SiteStatistics statistics;
    private final SiteViews views;

    public SitesFeature(
            AccountStore store,
            Access access,
            SiteAccounts sites,
            EventStore events,
            TrackingCode trackingCode,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.sites = sites;
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
        List<Site> visible = visibleTo(call.principal());
        List<SiteStatistics.Totals> stats = statistics.of(visible);
        List<Map<String, Object>> listed = new ArrayList<>();
        for (int i = 0; i < visible.size(); i++) {
            SiteStatistics.Totals totals = stats.get(i);
            Site site = visible.get(i);
            access.roleOn(site, call.principal()).ifPresent(role -> listed.add(views.listed(site, role, totals)));
        }
        return Answer.ok(Map.of("sites", listed));
    }

    private List<Site> visibleTo(Principal principal) {
        if (principal instanceof Principal.Operator) {
            return store.sites();
        }
        Optional<SiteId> limit = Callers.siteLimit(principal);
        return store.sitesOf(Callers.userId(principal)).stream()
                .filter(site -> limit.map(site.id()::equals).orElse(true))
                .toList();
    }

    private Answer create(Call call) {
        Site site = sites.add(wanted(Callers.userId(call.principal()), call.json()));
        return Answer.created(Map.of("site", views.created(site)));
    }

    private static NewSite wanted(String owner, Map<String, Object> json) {
        JsonFields body = JsonFields.of(json, SiteSettings::invalid);
        String domain = text(body, "domain", "Invalid domain format")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new ApiException(400, "Domain is required"));
        Optional<JsonFields> settings = body.object("settings").map(object -> object.only(SETTINGS));
        return new NewSite(
                owner,
                domain,
                body.has("name") ? body.text("name") : body.text("nickname"),
                text(body, "timezone", "Invalid timezone"),
                body.flag("public").orElse(false),
                new Exclusions(texts(settings, "excludePaths"), texts(settings, "ignoreParams")),
                settings.flatMap(fields -> fields.number("dataRetention"))
                        .map(SitesFeature::days)
                        .orElse(Retention.DEFAULT));
    }

    /** A field whose wrong type has the same text as its wrong value. */
    private static Optional<String> text(JsonFields body, String name, String error) {
        return body.has(name) && !body.isText(name) ? refuse(error) : body.text(name);
    }

    private static Optional<String> refuse(String error) {
        throw new ApiException(400, error);
    }

    private static List<String> texts(Optional<JsonFields> settings, String name) {
        return settings.flatMap(fields -> fields.texts(name)).orElse(List.of());
    }

    /** A number that is no whole one is out of bounds like any other wrong one: as no days at all. */
    private static Retention days(Number number) {
        double days = number.doubleValue();
        return new Retention.Days(days == Math.rint(days) ? (long) days : 0);
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
