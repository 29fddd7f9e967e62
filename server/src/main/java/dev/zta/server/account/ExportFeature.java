package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Profile;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.core.activity.Metadata;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/user/export} (contract: auth): what is kept of a person, without secrets, hashes and addresses. */
public final class ExportFeature implements Feature {
    private static final int MOST_ENTRIES = 10_000;

    private final AuthParts parts;
    private final ActivityLog log;
    private final AccountPlans plans;
    private final RateLimit exports = RateLimit.of(5, Duration.ofHours(1));

    public ExportFeature(AuthParts parts, ActivityLog log, AccountPlans plans) {
        this.parts = parts;
        this.log = log;
        this.plans = plans;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/user/export", Action.EXPORT_ACCOUNT, this::export));
    }

    private Answer export(Call call) {
        User user = Me.user(call, parts.store());
        Duration wait = exports.take(user.id(), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        parts.activity().together(() -> {
            Metadata metadata = Metadata.of("format", "json").with("kind", "account");
            parts.activity().by(call).record(ActivityAction.EXPORT_REQUESTED, metadata);
            return user;
        });
        LocalDate today = LocalDate.ofInstant(call.receivedAt(), ZoneOffset.UTC);
        return Answer.ok(all(user, call.receivedAt()))
                .with("Content-Disposition", "attachment; filename=\"zta-data-export-" + today + ".json\"");
    }

    private Map<String, Object> all(User user, Instant now) {
        AccountStore store = parts.store();
        Profile profile = store.profiles().of(user.id()).orElseThrow();
        List<Site> sites = store.sitesOf(user.id());
        List<Site> owned =
                sites.stream().filter(site -> site.ownerId().equals(user.id())).toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("exportedAt", now);
        all.put("exportVersion", "1.0");
        all.put("gdprArticle", 20);
        all.put("description", "Everything that this installation keeps about you and your account.");
        all.put("user", user(user, profile));
        all.put("sites", owned.stream().map(ExportFeature::site).toList());
        all.put("sessions", sessions(user, now));
        all.put(
                "apiKeys",
                store.keysOf(user.id()).stream().map(ExportFeature::key).toList());
        all.put("analytics", analytics(owned.size()));
        all.put("memberships", memberships(user, sites));
        all.put("invitations", invitations(owned, now));
        all.put("activity", activity(user, now));
        all.put("preferences", preferences(user, profile));
        return all;
    }

    private Map<String, Object> user(User user, Profile profile) {
        Standing standing = plans.of(user.id());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", user.id());
        view.put("email", user.email());
        view.put("name", user.name());
        view.put("plan", standing.plan().code());
        view.put(
                "oauthProvider",
                parts.store().linkedProviders().of(user.id()).stream().findFirst());
        view.put("twoFactorEnabled", parts.secondFactors().isOn(user.id()));
        view.put("createdAt", user.createdAt());
        view.put("updatedAt", profile.updatedAt().orElse(user.createdAt()));
        view.put("trialEndsAt", standing.trial().map(Trial::endsAt));
        return view;
    }

    private static Map<String, Object> site(Site site) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", site.id().value());
        view.put("domain", site.domain());
        view.put("nickname", site.name());
        view.put("createdAt", site.createdAt());
        view.put("updatedAt", site.createdAt());
        return view;
    }

    private List<Map<String, Object>> sessions(User user, Instant now) {
        return parts.store().logins().of(user.id()).stream()
                .map(session -> session(session, now))
                .toList();
    }

    private static Map<String, Object> session(LoginSession session, Instant now) {
        String[] device = session.device().split(" on ", 2);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", session.id());
        view.put("device", session.device());
        view.put("browser", device.length == 2 ? Optional.of(device[0]) : Optional.empty());
        view.put("os", device.length == 2 ? Optional.of(device[1]) : Optional.empty());
        view.put("isActive", session.isActiveAt(now));
        view.put("createdAt", session.createdAt());
        view.put("lastActiveAt", session.lastActiveAt());
        return view;
    }

    private static Map<String, Object> key(ApiKey key) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", key.id());
        view.put("name", key.name());
        view.put("permissions", key.scope().code());
        view.put("createdAt", key.createdAt());
        view.put("lastUsedAt", key.lastUsed());
        view.put("expiresAt", key.expiresAt());
        return view;
    }

    private static Map<String, Object> analytics(int sites) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("note", "Statistics name no visitor. Take them away site by site, with the export of each site.");
        view.put("siteCount", sites);
        return view;
    }

    private List<Map<String, Object>> memberships(User user, List<Site> sites) {
        return sites.stream()
                .flatMap(site -> parts.store().membersOf(site.id()).stream())
                .filter(member -> member.userId().equals(user.id()))
                .map(member -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("siteId", member.site().value());
                    view.put("role", member.role().code());
                    view.put("joinedAt", member.joinedAt());
                    return view;
                })
                .toList();
    }

    private List<Map<String, Object>> invitations(List<Site> owned, Instant now) {
        return owned.stream()
                .flatMap(site -> parts.store().invitations().pendingOf(site.id(), now).stream())
                .map(invitation -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("id", invitation.id());
                    view.put("siteId", invitation.site().value());
                    view.put("email", invitation.email());
                    view.put("role", invitation.role().code());
                    view.put("expiresAt", invitation.expiresAt());
                    return view;
                })
                .toList();
    }

    private List<Map<String, Object>> activity(User user, Instant now) {
        ActivityQuery own = new ActivityQuery(
                user.id(),
                Instant.EPOCH,
                now.plusMillis(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(user.id()));
        return log.find(own, MOST_ENTRIES, 0).stream().map(ExportFeature::entry).toList();
    }

    private static Map<String, Object> entry(ActivityEntry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", entry.id());
        view.put("timestamp", entry.act().at());
        view.put("type", entry.act().action().type().code());
        view.put("action", entry.act().action().code());
        return view;
    }

    private static Map<String, Object> preferences(User user, Profile profile) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("teamName", profile.teamNameOf(user));
        view.put("newSession", profile.tellsNewSession());
        view.put("failedLogins", profile.tellsFailedLogins());
        return view;
    }
}
