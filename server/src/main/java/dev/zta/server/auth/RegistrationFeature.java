package dev.zta.server.auth;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import dev.zta.server.accounts.UserAccounts;
import dev.zta.server.accounts.UserAccounts.NewUser;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.settings.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code POST /api/auth/register} (contract: auth). */
public final class RegistrationFeature implements Feature {
    private static final int ATTEMPTS_PER_HOUR = 3;

    private final AccountStore store;
    private final UserAccounts users;
    private final LoginSessions sessions;
    private final Registration mode;
    private final Optional<SetupCode> setupCode;
    private final AddressSubjects addresses;
    private final ActivityRecorder activity;
    private final RateLimit attempts = RateLimit.of(ATTEMPTS_PER_HOUR, Duration.ofHours(1));

    /**
     * Registering by one mode.
     *
     * @param setupCode what the first account needs; empty when the server listens on loopback only
     */
    public RegistrationFeature(
            AccountStore store,
            UserAccounts users,
            LoginSessions sessions,
            Registration mode,
            Optional<SetupCode> setupCode,
            AddressSubjects addresses,
            ActivityRecorder activity) {
        this.store = store;
        this.users = users;
        this.sessions = sessions;
        this.mode = mode;
        this.setupCode = setupCode;
        this.addresses = addresses;
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/auth/register", Action.REGISTER, this::register));
    }

    private Answer register(Call call) {
        JsonFields body = JsonFields.of(call.json());
        NewUser wanted = checked(body);
        countAttempt(call);
        User user = store.hasUsers() ? later(wanted, call) : first(wanted, body.text("setupCode"), call);
        return Answer.created(sessions.start(user, call));
    }

    private NewUser checked(JsonFields body) {
        String email = body.filledText("email").orElseThrow(() -> new ApiException(400, "Email is required"));
        String password = body.text("password")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ApiException(400, "Password is required"));
        NewUser wanted = users.checked(email, password, body.text("name"));
        if (body.text("plan").filter(plan -> Plan.of(plan).isEmpty()).isPresent()) {
            throw new ApiException(400, "Invalid plan");
        }
        return wanted;
    }

    /** Counted are attempts that could make an account, find out whether one exists, or try a set-up code. */
    private void countAttempt(Call call) {
        Duration wait = attempts.take(addresses.of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }

    /** The first account may always register, in every mode; of two at once, the second one comes later. */
    private User first(NewUser wanted, Optional<String> code, Call call) {
        if (setupCode.isPresent() && !code.map(setupCode.get()::is).orElse(false)) {
            throw new ApiException(403, "Setup code required");
        }
        return users.addFirst(wanted, user -> activity.by(user, call)).orElseGet(() -> later(wanted, call));
    }

    /** Nobody can be invited yet, so by invitation only means nobody. */
    private User later(NewUser wanted, Call call) {
        return switch (mode) {
            case OPEN -> users.add(wanted, user -> activity.by(user, call));
            case INVITE, CLOSED -> throw new ApiException(403, "Registration is disabled");
        };
    }
}
