package dev.zta.server.teams;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Role;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Membership;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.Callers;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/teams} (contract: teams). */
final class TeamFeature implements Feature {
    private final AccountStore store;
    private final Access access;
    private final TeamViews views;
    private final Inviting inviting;
    private final MemberChanges changes;

    TeamFeature(AccountStore store, Access access, TeamViews views, Inviting inviting, MemberChanges changes) {
        this.store = store;
        this.access = access;
        this.views = views;
        this.inviting = inviting;
        this.changes = changes;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/teams", Action.LIST_TEAM, this::list),
                new Route("POST", "/api/teams", Action.INVITE, this::invite),
                new Route("PATCH", "/api/teams", Action.CHANGE_ROLE, this::changeRole),
                new Route("DELETE", "/api/teams", Action.REMOVE_MEMBER, this::remove));
    }

    private Answer list(Call call) {
        Optional<String> siteId = call.query("siteId");
        return siteId.isPresent() ? members(call, siteId.get()) : sites(call);
    }

    private Answer members(Call call, String siteId) {
        SiteGrant grant = access.site(call.principal(), Action.LIST_TEAM, siteId);
        Site site = grant.site();
        List<Map<String, Object>> members = new ArrayList<>();
        members.add(views.owner(site));
        store.membersOf(site.id()).stream()
                .sorted(Comparator.comparing(Membership::joinedAt).thenComparing(Membership::userId))
                .forEach(member -> members.add(views.member(member)));
        if (grant.role().includes(Role.ADMIN)) {
            store.invitations()
                    .pendingOf(site.id(), call.receivedAt())
                    .forEach(invitation -> members.add(TeamViews.pending(invitation)));
        }
        return Answer.ok(Map.of("members", members));
    }

    private Answer sites(Call call) {
        Optional<SiteId> limit = Callers.siteLimit(call.principal());
        List<Map<String, Object>> sites = new ArrayList<>();
        store.sitesOf(Callers.userId(call.principal())).stream()
                .filter(site -> limit.map(site.id()::equals).orElse(true))
                .sorted(Comparator.comparing(Site::name)
                        .thenComparing(site -> site.id().value()))
                .forEach(site ->
                        access.roleOn(site, call.principal()).ifPresent(role -> sites.add(views.site(site, role))));
        return Answer.ok(Map.of("sites", sites));
    }

    private Answer invite(Call call) {
        InvitationBody wanted = InvitationBody.of(call);
        SiteGrant grant = access.site(call.principal(), Action.INVITE, wanted.siteId());
        return Answer.created(Map.of("invitation", inviting.invite(call, grant, wanted)))
                .with("Cache-Control", "no-store");
    }

    private Answer changeRole(Call call) {
        JsonFields body = JsonFields.of(call.json());
        String siteId = InvitationBody.siteId(body);
        String target = body.filledText("userId").orElseThrow(InvitationBody::userIdRequired);
        Role role = InvitationBody.role(body);
        Site site = access.site(call.principal(), Action.CHANGE_ROLE, siteId).site();
        return Answer.ok(Map.of("member", changes.changeRole(call, site, target, role)));
    }

    private Answer remove(Call call) {
        String siteId = call.query("siteId").orElseThrow(InvitationBody::siteIdRequired);
        String target = call.query("userId").orElseThrow(InvitationBody::userIdRequired);
        changes.remove(call, access.site(call.principal(), Action.REMOVE_MEMBER, siteId), target);
        return done("Team member removed successfully");
    }

    static Answer done(String message) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("success", true);
        done.put("message", message);
        return Answer.ok(done);
    }
}
