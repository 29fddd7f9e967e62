package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.EmailAddress;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.Profile;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.server.accounts.Texts;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.EmailVerification;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET, PATCH /api/user/profile} (contract: auth). */
public final class ProfileFeature implements Feature {
    private static final int LONGEST_NAME = 100;
    private static final Duration LINK_LIFE = Duration.ofDays(1);

    private static final int LINKS_A_MINUTE = 3;

    private final AuthParts parts;
    private final RateLimit mails = RateLimit.of(LINKS_A_MINUTE, Duration.ofMinutes(1));

    public ProfileFeature(AuthParts parts) {
        this.parts = parts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET", "/api/user/profile", Action.READ_ACCOUNT, call -> answer(Me.user(call, parts.store()))),
                new Route("PATCH", "/api/user/profile", Action.CHANGE_PROFILE, this::change));
    }

    private Answer answer(User user) {
        Profile profile = profile(user);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", user.id());
        view.put("email", user.email());
        view.put("name", user.name());
        view.put("teamName", profile.teamNameOf(user));
        view.put("createdAt", user.createdAt());
        view.put("emailVerified", profile.emailVerifiedAt().isPresent());
        view.put("twoFactorEnabled", parts.secondFactors().isOn(user.id()));
        view.put(
                "oauthProvider",
                parts.store().linkedProviders().of(user.id()).stream().findFirst());
        Map<String, Object> notices = new LinkedHashMap<>();
        notices.put("newSession", profile.tellsNewSession());
        notices.put("failedLogins", profile.tellsFailedLogins());
        view.put("notifications", notices);
        return Answer.ok(Map.of("user", view));
    }

    private Profile profile(User user) {
        return parts.store().profiles().of(user.id()).orElseThrow();
    }

    /**
     * What is to change.
     *
     * @param isRenamed whether the name is given; an empty one takes it away
     */
    private record Wanted(
            boolean isRenamed,
            Optional<String> name,
            Optional<String> teamName,
            Optional<Boolean> newSession,
            Optional<Boolean> failedLogins,
            Optional<String> email) {
        List<String> changed() {
            List<String> names = new ArrayList<>();
            if (isRenamed) {
                names.add("name");
            }
            teamName.ifPresent(_ -> names.add("teamName"));
            if (newSession.isPresent() || failedLogins.isPresent()) {
                names.add("notifications");
            }
            return names;
        }
    }

    private Answer change(Call call) {
        JsonFields body = JsonFields.of(call.json());
        User user = Me.user(call, parts.store());
        Wanted wanted = wanted(body, user);
        if (wanted.email().isPresent()) {
            checkOwner(user, body.text("currentPassword"), call);
            checkRate(call);
        }
        if (!wanted.changed().isEmpty()) {
            parts.activity().together(() -> changed(user, wanted, call));
        }
        wanted.email().ifPresent(email -> askFor(email, user, call));
        return answer(Me.user(call, parts.store()));
    }

    private static Wanted wanted(JsonFields body, User user) {
        Optional<JsonFields> notices = body.object("notifications");
        return new Wanted(
                body.has("name"),
                name(body, "name", 0),
                name(body, "teamName", 1),
                notices.flatMap(fields -> fields.flag("newSession")),
                notices.flatMap(fields -> fields.flag("failedLogins")),
                body.text("email")
                        .map(text -> EmailAddress.parse(text)
                                .orElseThrow(() -> new ApiException(400, "Invalid email format")))
                        .filter(email -> !email.equals(user.email())));
    }

    private static Optional<String> name(JsonFields body, String field, int shortest) {
        Optional<String> cleaned = body.text(field).map(Texts::cleaned);
        if (cleaned.filter(text -> Texts.length(text) > LONGEST_NAME || Texts.length(text) < shortest)
                .isPresent()) {
            throw ApiException.validation(Map.of(field, "must be " + shortest + " to " + LONGEST_NAME + " characters"));
        }
        return cleaned.filter(text -> !text.isEmpty());
    }

    /** A new address is for who is logged in and knows the password: it is the way into the account. */
    private void checkOwner(User user, Optional<String> password, Call call) {
        Me.login(call);
        if (!parts.hasher().matches(password.orElse(""), user.password())) {
            throw new ApiException(401, "Current password is incorrect");
        }
    }

    /** A link goes to whatever address is given, so there are as few as of those that prove an address. */
    private void checkRate(Call call) {
        Duration wait = mails.take(parts.addresses().of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }

    private List<String> changed(User user, Wanted wanted, Call call) {
        Instant now = call.receivedAt();
        if (wanted.isRenamed()) {
            parts.store().profiles().setName(user.id(), wanted.name(), now);
        }
        parts.store().profiles().change(user.id(), profile -> applied(profile, wanted), now);
        parts.activity()
                .by(call)
                .record(ActivityAction.SETTINGS_UPDATED, Metadata.NONE.with("changed", wanted.changed()));
        return wanted.changed();
    }

    private static Profile applied(Profile profile, Wanted wanted) {
        return wanted.teamName()
                .map(profile::withTeamName)
                .orElse(profile)
                .withNotices(
                        wanted.newSession().orElse(profile.tellsNewSession()),
                        wanted.failedLogins().orElse(profile.tellsFailedLogins()));
    }

    /** Says nothing about whether another account has the address: that one hears of it, and the link will not work. */
    private void askFor(String email, User user, Call call) {
        String secret = parts.secrets().secret();
        parts.secrets().replace(Purpose.EMAIL_CHANGE, secret, user.id(), email, call.receivedAt(), LINK_LIFE);
        parts.mailer()
                .send(Mail.of(MailTemplate.NEW_EMAIL, email)
                        .withSecret(
                                "link",
                                EmailVerification.linkTo(parts.publicAddress().get(), secret),
                                secret));
        parts.mailer()
                .send(Mail.of(MailTemplate.EMAIL_CHANGE_ASKED, user.email()).with("email", email));
    }
}
