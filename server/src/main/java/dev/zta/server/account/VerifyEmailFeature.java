package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.OneTimeToken;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.EmailVerification;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET, POST /api/auth/verify-email}: links that prove an address, the one of the account or one that is to become it
 * (contract: auth, "Verifying the e-mail", "GET, PATCH /api/user/profile").
 */
public final class VerifyEmailFeature implements Feature {
    private static final String PATH = "/api/auth/verify-email";
    private static final int MAILS_A_MINUTE = 3;

    private final AuthParts parts;
    private final EmailVerification verification;
    private final RateLimit mails = RateLimit.of(MAILS_A_MINUTE, Duration.ofMinutes(1));

    public VerifyEmailFeature(AuthParts parts, EmailVerification verification) {
        this.parts = parts;
        this.verification = verification;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", PATH, Action.CONFIRM_EMAIL, this::confirm),
                new Route("POST", PATH, Action.ASK_TO_CONFIRM_EMAIL, this::ask));
    }

    private Answer ask(Call call) {
        Me.login(call);
        User user = Me.user(call, parts.store());
        Duration wait = mails.take(parts.addresses().of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        boolean isSent = verification.sendIfNeeded(user, call.receivedAt());
        return done(isSent ? "Verification email sent" : "Email already verified");
    }

    private Answer confirm(Call call) {
        String secret = call.query("token").orElseThrow(VerifyEmailFeature::badLink);
        Optional<OneTimeToken> change = parts.secrets().find(Purpose.EMAIL_CHANGE, secret, call.receivedAt());
        if (change.isPresent()) {
            changeTo(change.get(), secret, call);
        } else if (!verification.follow(secret, call.receivedAt())) {
            throw badLink();
        }
        return done("Email verified");
    }

    private static ApiException badLink() {
        return new ApiException(400, "Invalid or expired verification link");
    }

    private void changeTo(OneTimeToken token, String secret, Call call) {
        User user = parts.store()
                .user(token.userId())
                .filter(known -> !known.disabled())
                .orElseThrow(VerifyEmailFeature::badLink);
        parts.activity().together(() -> {
            boolean isChanged = parts.secrets().use(Purpose.EMAIL_CHANGE, secret, call.receivedAt())
                    && parts.store().profiles().setEmail(user.id(), token.detail(), call.receivedAt());
            if (!isChanged) {
                throw badLink();
            }
            // Links that went to the mailbox of before open nothing any more.
            parts.store().oneTimeTokens().forget(user.id());
            parts.activity().by(user, call).record(ActivityAction.AUTH_EMAIL_CHANGED, Metadata.NONE);
            return user;
        });
    }

    private static Answer done(String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", message);
        return Answer.ok(answer);
    }
}
