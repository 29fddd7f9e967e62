package dev.zta.server.teams;

import dev.zta.core.access.Role;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Invitations.Addition;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.Callers;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.limits.RollingLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sending invitations (contract: teams, "POST /api/teams"). */
final class Inviting {
    private static final int PER_USER_AN_HOUR = 10;
    private static final int PER_SITE_A_DAY = 50;

    private final AccountStore store;
    private final AccountIds ids;
    private final AccountPlans plans;
    private final TeamTokens tokens;
    private final TeamMail mail;
    private final ActivityRecorder activity;
    private final EndedInvitations ended;
    private final RollingLimit ofUsers = new RollingLimit(PER_USER_AN_HOUR, Duration.ofHours(1));
    private final RollingLimit ofSites = new RollingLimit(PER_SITE_A_DAY, Duration.ofDays(1));

    Inviting(
            AccountStore store,
            AccountIds ids,
            AccountPlans plans,
            TeamTokens tokens,
            TeamMail mail,
            ActivityRecorder activity,
            EndedInvitations ended) {
        this.store = store;
        this.ids = ids;
        this.plans = plans;
        this.tokens = tokens;
        this.mail = mail;
        this.activity = activity;
        this.ended = ended;
    }

    /** Sends one and shows it. */
    Map<String, Object> invite(Call call, SiteGrant grant, InvitationBody wanted) {
        if (wanted.role() == Role.ADMIN && grant.role() != Role.OWNER) {
            throw new ApiException(403, "Only the owner can invite admins");
        }
        Invitation invitation = invitation(call, grant.site(), wanted);
        String token = tokens.make("inv_");
        counted(call, grant.site(), () -> activity.together(() -> add(call, grant, invitation, token)));
        boolean isMailed = mail.invite(invitation, grant.site(), wanted.message(), token);
        if (isMailed) {
            store.invitations().mailed(invitation.id());
        }
        return TeamViews.invited(invitation, mail.inviteLink(token), isMailed);
    }

    private Invitation invitation(Call call, Site site, InvitationBody wanted) {
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        return new Invitation(
                ids.invitation(),
                site.id(),
                wanted.email(),
                wanted.role(),
                Callers.userId(call.principal()),
                now,
                now.plus(Invitation.LIFE),
                false,
                Optional.empty());
    }

    private boolean add(Call call, SiteGrant grant, Invitation invitation, String token) {
        Site site = grant.site();
        refuseToReplaceAnAdmins(grant, invitation);
        // An expired one is replaced, too, and nobody could log it afterwards.
        ended.logExpired(invitation.invitedAt());
        Addition addition = store.invitations()
                .add(
                        invitation,
                        tokens.hash(token),
                        plans.limitsOf(site.ownerId()).people());
        switch (addition) {
            case ALREADY_MEMBER -> throw alreadyMember();
            case TEAM_FULL -> throw full();
            case ADDED ->
                activity.by(call)
                        .on(site)
                        .record(
                                ActivityAction.TEAM_MEMBER_INVITED,
                                Target.stranger(invitation.email()),
                                Metadata.of("role", invitation.role().code())
                                        .with("siteId", site.id().value()));
        }
        return true;
    }

    /** A new invitation ends the one before, and only the owner ends those of admins. */
    private void refuseToReplaceAnAdmins(SiteGrant grant, Invitation invitation) {
        boolean isAdmins = store.invitations().pendingOf(invitation.site(), invitation.invitedAt()).stream()
                .filter(pending -> pending.email().equals(invitation.email()))
                .anyMatch(pending -> pending.role() == Role.ADMIN);
        if (isAdmins && grant.role() != Role.OWNER) {
            throw MemberChanges.onlyTheOwnerRemovesAdmins();
        }
    }

    static ApiException alreadyMember() {
        return new ApiException(400, "User is already a team member");
    }

    static ApiException full() {
        return new ApiException(403, "Team member limit reached. Upgrade to add more members.");
    }

    /** Refused invitations don't count (contract: teams, "Smaller questions"). */
    private void counted(Call call, Site site, Supplier<Boolean> act) {
        String user = Callers.userId(call.principal());
        take(ofUsers, user, call.receivedAt());
        try {
            take(ofSites, site.id().value(), call.receivedAt());
        } catch (ApiException e) {
            ofUsers.giveBack(user);
            throw e;
        }
        boolean isDone = false;
        try {
            isDone = act.get();
        } finally {
            if (!isDone) {
                ofUsers.giveBack(user);
                ofSites.giveBack(site.id().value());
            }
        }
    }

    private static void take(RollingLimit limit, String subject, Instant now) {
        Duration wait = limit.take(subject, now);
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }
}
