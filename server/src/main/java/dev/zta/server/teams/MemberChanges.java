package dev.zta.server.teams;

import dev.zta.core.access.Role;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Membership;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.Callers;
import dev.zta.server.accounts.KeyAccounts;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Changing and ending people's part in a site (contract: teams, "PATCH /api/teams" and "DELETE /api/teams"). */
final class MemberChanges {
    private final AccountStore store;
    private final TeamMail mail;
    private final ActivityRecorder activity;

    MemberChanges(AccountStore store, TeamMail mail, ActivityRecorder activity) {
        this.store = store;
        this.mail = mail;
        this.activity = activity;
    }

    /** Somebody with a role, or asked to have one. */
    private sealed interface Person {
        Role role();

        record Member(Membership membership) implements Person {
            @Override
            public Role role() {
                return membership.role();
            }
        }

        record Invited(Invitation invitation) implements Person {
            @Override
            public Role role() {
                return invitation.role();
            }
        }
    }

    /** The person of this id; ids of invitations are none of users. */
    private Person person(Call call, Site site, String id) {
        Optional<Person> member = store.membersOf(site.id()).stream()
                .filter(membership -> membership.userId().equals(id))
                .findFirst()
                .map(Person.Member::new);
        return member.or(() -> store.invitations()
                        .pending(site.id(), id, call.receivedAt())
                        .map(Person.Invited::new))
                .orElseThrow(() -> new ApiException(404, "Team member not found"));
    }

    /** Gives somebody another role and shows who it is. */
    Map<String, Object> changeRole(Call call, Site site, String id, Role role) {
        if (id.equals(site.ownerId())) {
            throw new ApiException(403, "Cannot change the owner's role");
        }
        Person before = activity.together(() -> change(call, site, id, role));
        if (before instanceof Person.Member && before.role() != role) {
            mail.roleChanged(id, site, role);
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("email", email(before));
        view.put("role", role.code());
        view.put("updatedAt", call.receivedAt());
        return view;
    }

    private Person change(Call call, Site site, String id, Role role) {
        Person before = person(call, site, id);
        if (before.role() == role) {
            return before;
        }
        switch (before) {
            case Person.Member(var member) ->
                store.putMember(new Membership(site.id(), member.userId(), role, member.joinedAt()));
            case Person.Invited(var invitation) -> store.invitations().changeRole(invitation.id(), role);
        }
        Metadata metadata = Metadata.of("siteId", site.id().value())
                .with("from", before.role().code())
                .with("to", role.code());
        activity.by(call).on(site).record(ActivityAction.TEAM_ROLE_CHANGED, target(before), metadata);
        return before;
    }

    private Optional<String> email(Person person) {
        return switch (person) {
            case Person.Member(var member) -> store.user(member.userId()).map(User::email);
            case Person.Invited(var invitation) -> Optional.of(invitation.email());
        };
    }

    private Target target(Person person) {
        return switch (person) {
            case Person.Member(var member) ->
                Target.user(member.userId(), store.user(member.userId()).flatMap(User::name));
            case Person.Invited(var invitation) -> Target.stranger(invitation.email());
        };
    }

    /** Takes somebody's part away, cancels an invitation, or lets the caller leave. */
    void remove(Call call, SiteGrant grant, String id) {
        activity.together(() -> removed(call, grant, id));
    }

    private boolean removed(Call call, SiteGrant grant, String id) {
        boolean isLeaving = id.equals(Callers.userId(call.principal()));
        if (!isLeaving && !grant.role().includes(Role.ADMIN)) {
            throw new ApiException(403, "Only owners and admins can remove team members");
        }
        if (id.equals(grant.site().ownerId())) {
            throw new ApiException(403, "Cannot remove the site owner");
        }
        Person person = person(call, grant.site(), id);
        if (!isLeaving && person.role() == Role.ADMIN && grant.role() != Role.OWNER) {
            throw onlyTheOwnerRemovesAdmins();
        }
        end(call, grant.site(), person);
        Metadata metadata = Metadata.of("siteId", grant.site().id().value())
                .with("role", person.role().code());
        activity.by(call)
                .on(grant.site())
                .record(
                        ActivityAction.TEAM_MEMBER_REMOVED,
                        target(person),
                        switch (person) {
                            case Person.Member _ -> isLeaving ? metadata.with("left", true) : metadata;
                            case Person.Invited _ -> metadata.with("invitation", true);
                        });
        return true;
    }

    static ApiException onlyTheOwnerRemovesAdmins() {
        return new ApiException(403, "Only the owner can remove admins");
    }

    private void end(Call call, Site site, Person person) {
        switch (person) {
            case Person.Invited(var invitation) -> store.invitations().remove(invitation.id());
            case Person.Member(var member) -> {
                store.removeMember(site.id(), member.userId());
                revokeKeys(call, site, member.userId());
                store.transfers()
                        .of(site.id(), call.receivedAt())
                        .filter(transfer -> transfer.concerns(member.userId()))
                        .ifPresent(transfer -> store.transfers().cancel(site.id()));
            }
        }
    }

    /** Keys limited to the site are of no use to somebody without a part in it. */
    private void revokeKeys(Call call, Site site, String userId) {
        store.keysLimitedTo(site.id()).stream()
                .filter(key -> key.userId().equals(userId))
                .forEach(key -> {
                    store.revokeKey(key.id(), call.receivedAt().truncatedTo(ChronoUnit.MILLIS));
                    KeyAccounts.recordRevoked(key, site, activity.by(call));
                });
    }
}
