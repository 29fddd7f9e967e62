package dev.zta.server.teams;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Invitations.Acceptance;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.Callers;
import dev.zta.server.accounts.ProvenAddresses;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/invite}: seeing, accepting and declining an invitation (contract: teams). */
final class InviteFeature implements Feature {
    private static final int PREVIEWS_AN_HOUR = 60;

    private final AccountStore store;
    private final AccountPlans plans;
    private final TeamTokens tokens;
    private final TeamViews views;
    private final TeamMail mail;
    private final ActivityRecorder activity;
    private final AddressSubjects addresses;
    private final ProvenAddresses proven;
    private final RateLimit previews = RateLimit.of(PREVIEWS_AN_HOUR, Duration.ofHours(1));

    InviteFeature(
            AccountStore store,
            AccountPlans plans,
            TeamTokens tokens,
            TeamViews views,
            TeamMail mail,
            ActivityRecorder activity,
            AddressSubjects addresses,
            ProvenAddresses proven) {
        this.store = store;
        this.plans = plans;
        this.tokens = tokens;
        this.views = views;
        this.mail = mail;
        this.activity = activity;
        this.addresses = addresses;
        this.proven = proven;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/invite", Action.SEE_INVITATION, this::preview)
                        .failingWith("Failed to get invite"),
                new Route("POST", "/api/invite", Action.ANSWER_INVITATION, this::answer)
                        .failingWith("Failed to process invite"));
    }

    /** An invitation with the site it is for, which is there as long as the invitation is. */
    private record Found(Invitation invitation, Site site) {}

    private Answer preview(Call call) {
        Duration wait = previews.take(addresses.of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        Found found = find(call.query("token"));
        refuseIfEnded(found.invitation(), call);
        Site site = found.site();
        activity.byStranger(site.ownerId(), call)
                .on(site)
                .count(
                        ActivityAction.INVITATION_VIEWED,
                        found.invitation().id(),
                        Target.stranger(found.invitation().email()),
                        Metadata.of("invitationId", found.invitation().id()));
        return Answer.ok(shown(found)).with("Cache-Control", "no-store");
    }

    private Map<String, Object> shown(Found found) {
        Map<String, Object> invite = new LinkedHashMap<>();
        invite.put("email", found.invitation().email());
        invite.put("role", found.invitation().role().code());
        invite.put("expiresAt", found.invitation().expiresAt());
        Map<String, Object> inviter = new LinkedHashMap<>();
        inviter.put("name", store.user(found.invitation().invitedBy()).flatMap(User::name));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("invite", invite);
        view.put("team", Map.of("name", views.teamName(found.site().ownerId())));
        view.put("site", Map.of("name", found.site().name()));
        view.put("invitedBy", inviter);
        return view;
    }

    private Found find(Optional<String> token) {
        String there = token.filter(text -> !text.isBlank()).orElseThrow(() -> new ApiException(400, "Token required"));
        Invitation invitation = store.invitations().byToken(tokens.hash(there)).orElseThrow(InviteFeature::unknown);
        return new Found(invitation, store.find(invitation.site()).orElseThrow(InviteFeature::unknown));
    }

    private static ApiException unknown() {
        return new ApiException(404, "Invalid or expired invite");
    }

    private static void refuseIfEnded(Invitation invitation, Call call) {
        if (invitation.acceptedAt().isPresent()) {
            throw accepted();
        }
        if (invitation.isExpiredAt(call.receivedAt())) {
            throw new ApiException(400, "Invitation has expired");
        }
    }

    private static ApiException accepted() {
        return new ApiException(400, "Invitation has already been accepted");
    }

    private Answer answer(Call call) {
        JsonFields body = JsonFields.of(call.json());
        Optional<String> token = body.text("token");
        boolean isAccepting = isAccepting(token, body.text("action").orElse("accept"));
        Found found = find(token);
        User user = store.user(Callers.userId(call.principal())).orElseThrow(CommonError.INTERNAL::exception);
        if (!found.invitation().email().equals(user.email())) {
            throw new ApiException(400, "This invitation is for a different email address");
        }
        refuseIfEnded(found.invitation(), call);
        return isAccepting ? accept(call, found, user) : decline(call, found);
    }

    private static boolean isAccepting(Optional<String> token, String action) {
        if (token.isPresent() && !action.equals("accept") && !action.equals("decline")) {
            throw new ApiException(400, "Invalid action. Use: accept or decline");
        }
        return action.equals("accept");
    }

    private Answer accept(Call call, Found found, User user) {
        activity.together(() -> join(call, found, user));
        mail.accepted(found.invitation(), found.site());
        Map<String, Object> team = new LinkedHashMap<>();
        String owner = found.site().ownerId();
        team.put("id", TeamViews.teamId(owner));
        team.put("name", views.teamName(owner));
        team.put("role", found.invitation().role().code());
        team.put(
                "siteCount",
                store.sitesOf(user.id()).stream()
                        .filter(site -> site.ownerId().equals(owner))
                        .count());
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("id", found.site().id().value());
        site.put("name", found.site().name());
        Map<String, Object> view = done("Invite accepted");
        view.put("team", team);
        view.put("site", site);
        return Answer.ok(view);
    }

    private boolean join(Call call, Found found, User user) {
        Invitation invitation = found.invitation();
        Acceptance acceptance = store.invitations()
                .accept(
                        invitation,
                        user.id(),
                        call.receivedAt().truncatedTo(ChronoUnit.MILLIS),
                        plans.limitsOf(found.site().ownerId()).people());
        switch (acceptance) {
            case ALREADY_ACCEPTED -> throw accepted();
            case GONE -> throw unknown();
            case ALREADY_MEMBER -> throw Inviting.alreadyMember();
            case TEAM_FULL -> throw Inviting.full();
            case ACCEPTED -> joined(call, found, user);
        }
        return true;
    }

    /** Whoever has a token that really was mailed reads what is sent to its address. */
    private void joined(Call call, Found found, User user) {
        activity.by(call)
                .on(found.site())
                .record(
                        ActivityAction.TEAM_MEMBER_ACCEPTED,
                        Target.user(user.id(), user.name()),
                        metadata(found.invitation()));
        if (found.invitation().isMailed()) {
            proven.prove(user, call.receivedAt());
        }
    }

    /** Contract: activity-log, "Types and actions", of what ends an invitation. */
    static Metadata metadata(Invitation invitation) {
        return Metadata.of("invitationId", invitation.id())
                .with("role", invitation.role().code());
    }

    private Answer decline(Call call, Found found) {
        activity.together(() -> {
            if (!store.invitations().remove(found.invitation().id())) {
                throw unknown();
            }
            activity.by(call)
                    .on(found.site())
                    .record(
                            ActivityAction.INVITATION_DECLINED,
                            Target.stranger(found.invitation().email()),
                            metadata(found.invitation()));
            return true;
        });
        return Answer.ok(done("Invite declined"));
    }

    private static Map<String, Object> done(String message) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("success", true);
        done.put("message", message);
        return done;
    }
}
