package dev.zta.server.auth;

import dev.zta.core.account.OneTimeToken;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.JsonFields;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The second step of logging in: a temporary token and a code for a session (contract: auth, {@code validate}). */
final class SecondStep {
    private static final String BAD_TOKEN = "Invalid temporary token";

    private final AuthParts parts;
    private final RateLimit wrongOfToken = RateLimit.of(5, Tokens.TEMPORARY_LIFE);

    SecondStep(AuthParts parts) {
        this.parts = parts;
    }

    Answer validate(Call call) {
        JsonFields body = JsonFields.of(call.json());
        Optional<String> token = body.filledText("tempToken");
        Optional<String> code = body.filledText("code");
        if (token.isEmpty() || code.isEmpty()) {
            throw new ApiException(400, "Temporary token and code required");
        }
        Tokens.TemporaryClaims claims = parts.sessions()
                .tokens()
                .verifyTemporary(token.get(), call.receivedAt())
                .orElseThrow(SecondStep::badToken);
        OneTimeToken stored = parts.secrets()
                .find(Purpose.SECOND_FACTOR, claims.secret(), call.receivedAt())
                .filter(found -> found.userId().equals(claims.userId()))
                .orElseThrow(SecondStep::badToken);
        User user = parts.store()
                .user(stored.userId())
                .filter(found -> !found.disabled())
                .orElseThrow(SecondStep::badToken);
        checkCode(user, stored, code.get(), call);
        return Answer.ok(loggedIn(user, claims.secret(), stored.detail(), call));
    }

    private void checkCode(User user, OneTimeToken token, String code, Call call) {
        if (!parts.secondFactors().isOn(user.id())) {
            throw new ApiException(400, "2FA is not enabled for this account");
        }
        String subject = token.hash().hex();
        Duration wait = wrongOfToken.take(subject, call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        if (!parts.secondFactors().accepts(user.id(), code, call.receivedAt())) {
            recordFailure(user, call);
            throw new ApiException(401, "Invalid verification code");
        }
        wrongOfToken.giveBack(subject);
    }

    private void recordFailure(User user, Call call) {
        parts.activity()
                .byStranger(user.id(), call)
                .record(
                        ActivityAction.AUTH_FAILED_LOGIN,
                        Target.user(user.id(), user.name()),
                        Metadata.of("reason", "2fa"));
        parts.sessions().notices().failed(user, call.receivedAt());
    }

    private Map<String, Object> loggedIn(User user, String secret, String method, Call call) {
        LoginSessions.LoggedIn loggedIn = parts.sessions()
                .start(
                        user,
                        call,
                        ActivityAction.AUTH_LOGIN,
                        Metadata.of("method", method).with("twoFactor", true),
                        () -> useUp(user, secret, call));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("token", loggedIn.token());
        answer.put("user", loggedIn.user());
        return answer;
    }

    /** A token that is still good proves that the password was not changed since the first step: a change forgets them. */
    private void useUp(User user, String secret, Call call) {
        if (!parts.secrets().use(Purpose.SECOND_FACTOR, secret, call.receivedAt())
                || !parts.store().logins().mayStillLogIn(user)) {
            throw badToken();
        }
    }

    private static ApiException badToken() {
        return new ApiException(401, BAD_TOKEN);
    }
}
