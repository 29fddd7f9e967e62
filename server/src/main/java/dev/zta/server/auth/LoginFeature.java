package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.User;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.secrets.PasswordHasher;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/auth/login} and {@code POST /api/auth/logout} (contract: auth). */
public final class LoginFeature implements Feature {
    private final AccountStore store;
    private final PasswordHasher hasher;
    private final LoginSessions sessions;
    private final LoginAttempts attempts;

    public LoginFeature(AccountStore store, PasswordHasher hasher, LoginSessions sessions, AddressSubjects addresses) {
        this.store = store;
        this.hasher = hasher;
        this.sessions = sessions;
        this.attempts = new LoginAttempts(addresses);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/auth/login", Action.LOG_IN, this::logIn),
                new Route("POST", "/api/auth/logout", Action.LOG_OUT, this::logOut));
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
        User user = find(email, password).orElseThrow(() -> new ApiException(401, "Invalid credentials"));
        attempts.succeeded(call.clientAddress(), email, call.receivedAt());
        return Answer.ok(sessions.start(user, call));
    }

    /** The same work is done whether there is such an account or not, and whether it may log in or not. */
    private Optional<User> find(String email, String password) {
        Optional<User> user = store.userByEmail(email);
        boolean isRight = hasher.matches(password, user.flatMap(User::password));
        return user.filter(found -> isRight && !found.disabled());
    }

    private Answer logOut(Call call) {
        if (!(call.principal() instanceof Principal.Login login)) {
            throw new AccessRefusedException(Refusal.INVALID_TOKEN);
        }
        sessions.end(login.sessionId(), call.receivedAt());
        return Answer.ok(Map.of("success", true, "message", "Logged out"));
    }
}
