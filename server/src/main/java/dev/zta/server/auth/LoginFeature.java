package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/auth/login}, {@code logout} and {@code refresh} (contract: auth, "Register, log in, log out"). */
public final class LoginFeature implements Feature {
    private final AuthParts parts;
    private final LoginAttempts attempts;

    public LoginFeature(AuthParts parts) {
        this.parts = parts;
        this.attempts = new LoginAttempts(parts.addresses());
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/auth/login", Action.LOG_IN, this::logIn),
                new Route("POST", "/api/auth/logout", Action.LOG_OUT, this::logOut),
                new Route("POST", "/api/auth/refresh", Action.REFRESH_TOKEN, this::refresh));
    }

    private Answer logIn(Call call) {
        JsonFields body = JsonFields.of(call.json());
        String email = body.filledText("email")
                .orElseThrow(() -> new ApiException(400, "Email is required"))
                .strip()
                .toLowerCase(Locale.ROOT);
        String password = body.text("password")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ApiException(400, "Password is required"));
        attempts.begin(call.clientAddress(), email, call.receivedAt());
        User user = find(email, password, call).orElseThrow(() -> new ApiException(401, "Invalid credentials"));
        attempts.succeeded(call.clientAddress(), email, call.receivedAt());
        return Answer.ok(
                parts.secondFactors().isOn(user.id())
                        ? secondStep(user, call)
                        : parts.sessions().start(user, call, ActivityAction.AUTH_LOGIN, method(false)));
    }

    static Metadata method(boolean isTwoFactor) {
        return Metadata.of("method", "password").with("twoFactor", isTwoFactor);
    }

    /** The same work is done whether there is such an account or not, and whether it may log in or not. */
    private Optional<User> find(String email, String password, Call call) {
        Optional<User> user = parts.store().userByEmail(email);
        boolean isRight = parts.hasher()
                .matchesEvenly(
                        password,
                        user.flatMap(User::password),
                        parts.store().logins().hardestImported());
        Optional<User> found =
                user.filter(known -> isRight && !known.disabled()).flatMap(known -> withOwnHash(known, password));
        if (found.isEmpty()) {
            user.ifPresentOrElse(known -> recordFailure(known, call, "password"), parts.store()::check);
        }
        return found;
    }

    /** Contract: auth, "Password rule": only now is the password known that another program has hashed. */
    private Optional<User> withOwnHash(User user, String password) {
        Optional<PasswordHash> imported = user.password().filter(parts.hasher()::isImported);
        if (imported.isEmpty()) {
            return Optional.of(user);
        }
        parts.store()
                .logins()
                .replacePassword(user.id(), imported.get(), parts.hasher().hash(password));
        // Another login may have been faster, or a change of the password.
        return parts.store()
                .userByEmail(user.email())
                .filter(now -> parts.hasher().matches(password, now.password()));
    }

    private void recordFailure(User user, Call call, String reason) {
        parts.activity()
                .byStranger(user.id(), call)
                .record(
                        ActivityAction.AUTH_FAILED_LOGIN,
                        Target.user(user.id(), user.name()),
                        Metadata.of("reason", reason));
        parts.sessions().notices().failed(user, call.receivedAt());
    }

    private Map<String, Object> secondStep(User user, Call call) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("requires_2fa", true);
        answer.put("tempToken", parts.secondStep(user, "password", call));
        return answer;
    }

    private Answer logOut(Call call) {
        Principal.Login login = Me.login(call);
        parts.activity().together(() -> {
            boolean isEnded = parts.store().endSession(login.sessionId(), call.receivedAt());
            parts.activity().by(call).record(ActivityAction.AUTH_LOGOUT, Metadata.NONE);
            return isEnded;
        });
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("success", true);
        done.put("message", "Logged out");
        return Answer.ok(done);
    }

    private Answer refresh(Call call) {
        Principal.Login login = Me.login(call);
        LoginSession session = parts.store()
                .liveSession(login.sessionId())
                .orElseThrow(() -> new AccessRefusedException(Refusal.INVALID_TOKEN));
        User user = Me.user(call, parts.store());
        return Answer.ok(Map.of("token", parts.sessions().token(user, session, call.receivedAt())));
    }
}
