package dev.zta.server.teams;

import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Membership;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How teams are shown, field by field in the contract's order. */
final class TeamViews {
    private static final String USER_PREFIX = "user_";

    private final AccountStore store;

    TeamViews(AccountStore store) {
        this.store = store;
    }

    /** The account's team has no id of its own: each account has exactly one. */
    static String teamId(String ownerId) {
        return "team_" + ownerId.substring(ownerId.startsWith(USER_PREFIX) ? USER_PREFIX.length() : 0);
    }

    String teamName(String ownerId) {
        return store.user(ownerId)
                .flatMap(owner -> store.profiles().of(ownerId).map(profile -> profile.teamNameOf(owner)))
                .orElse("Somebody's Team");
    }

    /** What to call somebody: the name, or the address up to the sign. */
    String personName(String userId) {
        return store.user(userId)
                .map(user -> user.name()
                        .orElse(user.email().substring(0, user.email().indexOf('@'))))
                .orElse("Somebody");
    }

    Map<String, Object> owner(Site site) {
        return person(site.ownerId(), Role.OWNER, site.createdAt());
    }

    Map<String, Object> member(Membership membership) {
        return person(membership.userId(), membership.role(), membership.joinedAt());
    }

    private Map<String, Object> person(String userId, Role role, Instant joinedAt) {
        Optional<User> user = store.user(userId);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", userId);
        view.put("email", user.map(User::email));
        view.put("name", user.flatMap(User::name));
        view.put("role", role.code());
        view.put("avatar", Optional.empty());
        view.put("joinedAt", joinedAt);
        view.put("lastActive", store.lastActive(userId).map(at -> at.truncatedTo(ChronoUnit.HOURS)));
        return view;
    }

    static Map<String, Object> pending(Invitation invitation) {
        Map<String, Object> view = head(invitation);
        view.put("invitedBy", invitation.invitedBy());
        view.put("expiresAt", invitation.expiresAt());
        return view;
    }

    static Map<String, Object> invited(Invitation invitation, String link, boolean isMailed) {
        Map<String, Object> view = head(invitation);
        view.put("expiresAt", invitation.expiresAt());
        view.put("inviteUrl", link);
        view.put("emailSent", isMailed);
        return view;
    }

    private static Map<String, Object> head(Invitation invitation) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", invitation.id());
        view.put("email", invitation.email());
        view.put("role", invitation.role().code());
        view.put("status", "pending");
        view.put("invitedAt", invitation.invitedAt());
        return view;
    }

    /** A site in the list of those that somebody has a role on. */
    Map<String, Object> site(Site site, Role role) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("siteId", site.id().value());
        view.put("siteName", site.name());
        view.put("role", role.code());
        view.put("memberCount", store.membersOf(site.id()).size() + 1);
        return view;
    }
}
