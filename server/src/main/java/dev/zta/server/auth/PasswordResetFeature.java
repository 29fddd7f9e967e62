package dev.zta.server.auth;

import dev.zta.core.access.Action;
import dev.zta.core.account.EmailAddress;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.OneTimeToken;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.PasswordRule;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.server.accounts.EndedSessions;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/auth/forgot}, {@code GET verify-reset-token}, {@code POST reset} (contract: auth, "Forgotten password"). */
public final class PasswordResetFeature implements Feature {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String BAD_LINK = "Invalid or expired reset link";

    private final AuthParts parts;
    private final PasswordRule rule;
    private final PasswordNotice notice;
    private final RateLimit asked = RateLimit.of(3, MINUTE);
    private final RateLimit verified = RateLimit.of(10, MINUTE);
    private final RateLimit tried = RateLimit.of(5, MINUTE);

    public PasswordResetFeature(AuthParts parts, PasswordRule rule) {
        this.parts = parts;
        this.rule = rule;
        this.notice = new PasswordNotice(parts.store(), parts.mailer());
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/auth/forgot", Action.FORGET_PASSWORD, this::forgot),
                new Route("GET", "/api/auth/verify-reset-token", Action.RESET_PASSWORD, this::verify),
                new Route("POST", "/api/auth/reset", Action.RESET_PASSWORD, this::reset));
    }

    private Answer forgot(Call call) {
        String email = JsonFields.of(call.json())
                .filledText("email")
                .orElseThrow(() -> new ApiException(400, "Email is required"));
        count(asked, call);
        Instant askedAt = call.receivedAt();
        parts.mailer().sendUnnoticed(() -> mailTo(email, askedAt));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "If an account with that email exists, we sent a password reset link.");
        return Answer.ok(answer);
    }

    /** Asked after the answer, so that its time can't tell whether there is such an account. */
    private Optional<Mail> mailTo(String email, Instant askedAt) {
        return EmailAddress.parse(email)
                .flatMap(parts.store()::userByEmail)
                .filter(user -> !user.disabled())
                .map(user -> mailTo(user, askedAt));
    }

    private Mail mailTo(User user, Instant askedAt) {
        String secret = parts.secrets().secret();
        parts.secrets().replace(Purpose.PASSWORD_RESET, secret, user.id(), "", askedAt, LIFE);
        return Mail.of(MailTemplate.PASSWORD_RESET, user.email())
                .withSecret("link", parts.publicAddress().get() + "/reset/?token=" + secret, secret);
    }

    private Answer verify(Call call) {
        String secret = call.query("token")
                .orElseThrow(() -> new ApiException(400, "Token is required", Map.of("valid", false)));
        count(verified, call);
        OneTimeToken token = parts.secrets()
                .find(Purpose.PASSWORD_RESET, secret, call.receivedAt())
                .orElseThrow(
                        () -> new ApiException(400, BAD_LINK, Map.of("valid", false, "code", "invalid_reset_token")));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("valid", true);
        answer.put("expiresAt", token.expiresAt());
        return Answer.ok(answer);
    }

    private Answer reset(Call call) {
        JsonFields body = JsonFields.of(call.json());
        Optional<String> secret = body.filledText("token");
        Optional<String> password = body.text("password").filter(text -> !text.isEmpty());
        if (secret.isEmpty() || password.isEmpty()) {
            throw new ApiException(400, "Token and password are required");
        }
        count(tried, call);
        Optional<User> user = parts.secrets()
                .find(Purpose.PASSWORD_RESET, secret.get(), call.receivedAt())
                .flatMap(token -> parts.store().user(token.userId()))
                .filter(known -> !known.disabled());
        rule.problemWith(password.get(), user.map(User::email).orElse("")).ifPresent(problem -> {
            throw new ApiException(400, problem);
        });
        setPassword(user.orElseThrow(() -> new ApiException(400, BAD_LINK)), secret.get(), password.get(), call);
        return Answer.ok(done());
    }

    private static Map<String, Object> done() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Password has been reset successfully");
        return answer;
    }

    private void setPassword(User user, String secret, String password, Call call) {
        PasswordHash hash = parts.hasher().hash(password);
        parts.activity().together(() -> {
            if (!parts.secrets().use(Purpose.PASSWORD_RESET, secret, call.receivedAt())) {
                throw new ApiException(400, BAD_LINK);
            }
            parts.store().logins().setPassword(user.id(), hash);
            parts.store().oneTimeTokens().forget(user.id());
            // Whoever has the link reads the mails of this address.
            parts.store()
                    .profiles()
                    .change(user.id(), profile -> profile.verifiedAt(call.receivedAt()), call.receivedAt());
            List<LoginSession> ended = parts.store().logins().endOthers(user.id(), Optional.empty(), call.receivedAt());
            parts.activity().by(user, call).record(ActivityAction.AUTH_PASSWORD_RESET, Metadata.NONE);
            EndedSessions.record(ended, call.receivedAt(), parts.activity().by(user, call));
            return ended;
        });
        notice.send(user, call.receivedAt());
    }

    private void count(RateLimit limit, Call call) {
        Duration wait = limit.take(parts.addresses().of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }
}
