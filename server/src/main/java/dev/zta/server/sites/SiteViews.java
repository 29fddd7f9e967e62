package dev.zta.server.sites;

import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.User;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.site.Site;
import dev.zta.core.store.Extent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How sites are shown, field by field in the contract's order. */
final class SiteViews {
    private final AccountStore store;
    private final TrackingCode trackingCode;

    SiteViews(AccountStore store, TrackingCode trackingCode) {
        this.store = store;
        this.trackingCode = trackingCode;
    }

    /** An item of the list. */
    Map<String, Object> listed(Site site, Role role, SiteStatistics.Totals stats) {
        Map<String, Object> view = head(site);
        view.put("stats", listStats(stats));
        view.put("teamMembers", store.membersOf(site.id()).size() + 1);
        view.put("nickname", nickname(site));
        view.put("role", role.code());
        view.put("verified", site.verifiedAt().isPresent());
        return view;
    }

    /** A site that was just made, for its owner. */
    Map<String, Object> created(Site site) {
        Map<String, Object> view = head(site);
        view.put("trackingCode", trackingCode.of(site.id()));
        view.put("settings", SettingsView.withAddresses(site));
        return view;
    }

    /** Everything on one site. Goals, funnels and alerts do not exist yet: none of them is there. */
    Map<String, Object> detailed(Site site, Role role, SiteStatistics.Totals stats, boolean showsPersons) {
        Map<String, Object> view = head(site);
        view.put("owner", person(site.ownerId(), showsPersons));
        view.put("stats", allStats(stats));
        view.put("team", team(site, showsPersons));
        view.put("goals", 0);
        view.put("funnels", 0);
        view.put("alerts", 0);
        view.put("nickname", nickname(site));
        view.put("role", role.code());
        view.put("verified", site.verifiedAt().isPresent());
        view.put("verifiedAt", site.verifiedAt());
        view.put("firstPageview", stats.extent().map(Extent::firstPageview));
        view.put("trackingCode", trackingCode.of(site.id()));
        boolean showsAddresses = showsPersons && role.includes(Role.ADMIN);
        view.put("settings", showsAddresses ? SettingsView.withAddresses(site) : SettingsView.of(site));
        return view;
    }

    /** A site that was just changed, for one of those who may. */
    static Map<String, Object> updated(Site site, Instant at) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", site.id().value());
        view.put("domain", site.domain());
        view.put("name", site.name());
        view.put("timezone", site.zone().getId());
        view.put("public", site.isPublic());
        view.put("updatedAt", at);
        view.put("nickname", nickname(site));
        view.put("createdAt", site.createdAt());
        view.put("settings", SettingsView.withAddresses(site));
        return view;
    }

    private static Map<String, Object> head(Site site) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", site.id().value());
        view.put("domain", site.domain());
        view.put("name", site.name());
        view.put("timezone", site.zone().getId());
        view.put("public", site.isPublic());
        view.put("createdAt", site.createdAt());
        return view;
    }

    /** One label: the name where it differs from the domain (contract: sites, "nickname"). */
    private static Optional<String> nickname(Site site) {
        return Optional.of(site.name()).filter(name -> !name.equals(site.domain()));
    }

    private static Map<String, Object> listStats(SiteStatistics.Totals stats) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("pageviews", stats.pageviews());
        view.put("visitors", stats.visitors());
        view.put("lastPageview", stats.lastPageview());
        return view;
    }

    private static Map<String, Object> allStats(SiteStatistics.Totals stats) {
        Measures totals = stats.totals();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("pageviews", stats.pageviews());
        view.put("visitors", stats.visitors());
        view.put("sessions", Metric.SESSIONS_COUNT.of(totals));
        view.put("bounceRate", Metric.BOUNCE_RATE.of(totals));
        view.put("avgSessionDuration", Metric.VISIT_DURATION.of(totals));
        view.put("lastPageview", stats.lastPageview());
        return view;
    }

    private Map<String, Object> person(String userId, boolean showsPersons) {
        Optional<User> user = store.user(userId).filter(_ -> showsPersons);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", userId);
        view.put("email", user.map(User::email));
        view.put("name", user.flatMap(User::name));
        return view;
    }

    /** The owner first, then by the time of joining. */
    private List<Map<String, Object>> team(Site site, boolean showsPersons) {
        List<Map<String, Object>> team = new ArrayList<>();
        team.add(member(site.ownerId(), Role.OWNER, showsPersons));
        store.membersOf(site.id()).forEach(member -> team.add(member(member.userId(), member.role(), showsPersons)));
        return team;
    }

    private Map<String, Object> member(String userId, Role role, boolean showsPersons) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", userId);
        view.put("email", store.user(userId).filter(_ -> showsPersons).map(User::email));
        view.put("role", role.code());
        return view;
    }
}
