package dev.zta.server.account;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Profile;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is kept of a person, as JSON without secrets, hashes and addresses (contract: auth, "GET /api/user/export"). The activity
 * comes last and is written entry by entry, however much there is.
 */
public final class AccountExport {
    private final AuthParts parts;
    private final AccountPlans plans;
    private final OwnActivity activity;
    private final Json json = new Json();

    public AccountExport(AuthParts parts, AccountPlans plans, OwnActivity activity) {
        this.parts = parts;
        this.plans = plans;
        this.activity = activity;
    }

    /** Writes everything about somebody. */
    void write(User user, Instant now, OutputStream out) throws IOException {
        byte[] all = json.write(all(user, now));
        out.write(all, 0, all.length - 1);
        out.write(",\"activity\":[".getBytes(StandardCharsets.UTF_8));
        activity.write(user, now, out);
        out.write("]}".getBytes(StandardCharsets.UTF_8));
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
        all.put("sites", owned.stream().map(this::site).toList());
        all.put("sessions", sessions(user, now));
        all.put(
                "apiKeys",
                store.keysOf(user.id()).stream().map(AccountExport::key).toList());
        all.put("analytics", analytics(owned.size()));
        all.put("memberships", memberships(user, sites));
        all.put("invitations", invitations(user, now));
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

    private Map<String, Object> site(Site site) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", site.id().value());
        view.put("domain", site.domain());
        view.put("nickname", Optional.of(site.name()).filter(name -> !name.equals(site.domain())));
        view.put("createdAt", site.createdAt());
        view.put("updatedAt", parts.store().siteChanges().changedAt(site.id()).orElse(site.createdAt()));
        return view;
    }

    private List<Map<String, Object>> sessions(User user, Instant now) {
        Set<String> live = parts.store().logins().of(user.id()).stream()
                .filter(session -> session.isActiveAt(now))
                .map(LoginSession::id)
                .collect(Collectors.toUnmodifiableSet());
        return parts.store().logins().allOf(user.id()).stream()
                .map(session -> session(session, live.contains(session.id())))
                .toList();
    }

    private static Map<String, Object> session(LoginSession session, boolean isActive) {
        String[] device = session.device().split(" on ", 2);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", session.id());
        view.put("device", session.device());
        view.put("browser", device.length == 2 ? Optional.of(device[0]) : Optional.empty());
        view.put("os", device.length == 2 ? Optional.of(device[1]) : Optional.empty());
        view.put("isActive", isActive);
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

    private List<Map<String, Object>> invitations(User user, Instant now) {
        return parts.store().invitations().concerning(user).stream()
                .map(invitation -> invitation(invitation, user, now))
                .toList();
    }

    private static Map<String, Object> invitation(Invitation invitation, User user, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", invitation.id());
        view.put("direction", invitation.email().equals(user.email()) ? "received" : "sent");
        view.put("siteId", invitation.site().value());
        view.put("email", invitation.email());
        view.put("role", invitation.role().code());
        view.put("status", status(invitation, now));
        view.put("invitedAt", invitation.invitedAt());
        view.put("expiresAt", invitation.expiresAt());
        return view;
    }

    private static String status(Invitation invitation, Instant now) {
        if (invitation.acceptedAt().isPresent()) {
            return "accepted";
        }
        return invitation.isExpiredAt(now) ? "expired" : "pending";
    }

    private static Map<String, Object> preferences(User user, Profile profile) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("teamName", profile.teamNameOf(user));
        view.put("newSession", profile.tellsNewSession());
        view.put("failedLogins", profile.tellsFailedLogins());
        return view;
    }
}
