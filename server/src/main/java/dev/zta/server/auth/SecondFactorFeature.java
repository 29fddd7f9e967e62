package dev.zta.server.auth;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.SecondFactors.SecondFactor;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Authenticator;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/auth/2fa} with an {@code action}, and the same as a path of its own for each (contract: auth, "Second
 * factor").
 */
public final class SecondFactorFeature implements Feature {
    private final AuthParts parts;
    private final SecondStep secondStep;
    private final Authenticator authenticator;
    private final Access access;
    private final String issuer;

    /**
     * Second factors.
     *
     * @param authenticator asked where the body says whether a login is needed
     * @param issuer what apps show beside the e-mail address
     */
    public SecondFactorFeature(AuthParts parts, Authenticator authenticator, Access access, String issuer) {
        this.parts = parts;
        this.secondStep = new SecondStep(parts);
        this.authenticator = authenticator;
        this.access = access;
        this.issuer = issuer;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/auth/2fa", Action.PASS_SECOND_FACTOR, this::byAction),
                new Route("POST", "/api/auth/2fa/setup", Action.CHANGE_SECOND_FACTOR, call -> setUp(me(call), call)),
                new Route("POST", "/api/auth/2fa/verify", Action.CHANGE_SECOND_FACTOR, call -> verify(me(call), call)),
                new Route(
                        "POST", "/api/auth/2fa/disable", Action.CHANGE_SECOND_FACTOR, call -> disable(me(call), call)),
                new Route("POST", "/api/auth/2fa/validate", Action.PASS_SECOND_FACTOR, secondStep::validate));
    }

    private Answer byAction(Call call) {
        return switch (JsonFields.of(call.json()).text("action").orElse("")) {
            case "setup" -> setUp(identified(call), call);
            case "verify" -> verify(identified(call), call);
            case "disable" -> disable(identified(call), call);
            case "validate" -> secondStep.validate(call);
            default -> throw new ApiException(400, "Invalid action. Use: setup, verify, disable, or validate");
        };
    }

    private User me(Call call) {
        Me.login(call);
        return Me.user(call, parts.store());
    }

    /** The same check that stands before the other paths; here the body had to be read first. */
    private User identified(Call call) {
        Principal principal = authenticator.authenticate(call.authorization(), call);
        access.admit(principal, Action.CHANGE_SECOND_FACTOR, List.of());
        if (!(principal instanceof Principal.Login login)) {
            throw new AccessRefusedException(Refusal.INVALID_TOKEN);
        }
        return parts.store().user(login.userId()).orElseThrow(() -> new AccessRefusedException(Refusal.INVALID_TOKEN));
    }

    private Answer setUp(User user, Call call) {
        if (parts.secondFactors().isOn(user.id())) {
            throw new ApiException(400, "2FA is already enabled");
        }
        Optional<String> password = JsonFields.of(call.json()).text("password");
        if (user.password().isPresent() && !parts.hasher().matches(password.orElse(""), user.password())) {
            throw new ApiException(401, "Invalid credentials");
        }
        byte[] secret = parts.secondFactors().begin(user.id());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("secret", Totp.base32(secret));
        answer.put("qrCode", Totp.address(issuer, user.email(), secret));
        answer.put("message", "Scan the QR code with your authenticator app, then verify with a code");
        return Answer.ok(answer);
    }

    private Answer verify(User user, Call call) {
        String code = code(call, "Verification code required");
        SecondFactor factor = parts.secondFactors().of(user.id());
        if (factor.isOn()) {
            throw new ApiException(400, "2FA is already enabled");
        }
        if (factor.pending().isEmpty()) {
            throw new ApiException(400, "2FA setup not initiated. Please run setup first.");
        }
        if (!parts.secondFactors().provesPending(user.id(), factor, code, call.receivedAt())) {
            throw new ApiException(401, "Invalid verification code");
        }
        List<String> backupCodes = parts.activity().together(() -> {
            parts.activity().by(user, call).record(ActivityAction.AUTH_2FA_ENABLED, Metadata.NONE);
            return parts.secondFactors().enable(user.id(), call.receivedAt());
        });
        parts.mailer().send(Mail.of(MailTemplate.SECOND_FACTOR_ENABLED, user.email()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Two-factor authentication enabled successfully");
        answer.put("backupCodes", backupCodes);
        return Answer.ok(answer);
    }

    private Answer disable(User user, Call call) {
        String code = code(call, "Verification code required to disable 2FA");
        if (!parts.secondFactors().isOn(user.id())) {
            throw new ApiException(400, "2FA is not enabled for this account");
        }
        if (!parts.secondFactors().accepts(user.id(), code, call.receivedAt())) {
            throw new ApiException(401, "Invalid verification code");
        }
        parts.activity().together(() -> {
            parts.activity().by(user, call).record(ActivityAction.AUTH_2FA_DISABLED, Metadata.NONE);
            return parts.secondFactors().disable(user.id());
        });
        parts.mailer().send(Mail.of(MailTemplate.SECOND_FACTOR_DISABLED, user.email()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Two-factor authentication disabled");
        return Answer.ok(answer);
    }

    private static String code(Call call, String missing) {
        return JsonFields.of(call.json()).filledText("code").orElseThrow(() -> new ApiException(400, missing));
    }
}
