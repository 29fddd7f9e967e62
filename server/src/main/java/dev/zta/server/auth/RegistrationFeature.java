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
import java.util.function.BiPredicate;

/** {@code POST /api/auth/register} (contract: auth). */
public final class RegistrationFeature implements Feature {
    private static final int ATTEMPTS_PER_HOUR = 3;

    private final AccountStore store;
    private final UserAccounts users;
    private final LoginSessions sessions;
    private final Registration mode;
    private final Optional<SetupCode> setupCode;
    private final BiPredicate<String, String> invitations;
    private final AddressSubjects addresses;
    private final ActivityRecorder activity;
    private final EmailVerification verification;
    private final RateLimit attempts = RateLimit.of(ATTEMPTS_PER_HOUR, Duration.ofHours(1));

    /**
     * Registering by one mode.
     *
     * @param setupCode what the first account needs; empty when the server listens on loopback only
     * @param invitations whether a token is that of a live invitation to an address
     */
    public RegistrationFeature(
            AccountStore store,
            UserAccounts users,
            LoginSessions sessions,
            Registration mode,
            Optional<SetupCode> setupCode,
            BiPredicate<String, String> invitations,
            AddressSubjects addresses,
            ActivityRecorder activity,
            EmailVerification verification) {
        this.store = store;
        this.users = users;
        this.sessions = sessions;
        this.mode = mode;
        this.setupCode = setupCode;
        this.invitations = invitations;
        this.addresses = addresses;
        this.activity = activity;
        this.verification = verification;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/auth/register", Action.REGISTER, this::register));
    }

    private Answer register(Call call) {
        JsonFields body = JsonFields.of(call.json());
        NewUser wanted = checked(body);
        countAttempt(call);
        User user = store.hasUsers() ? later(wanted, body, call) : first(wanted, body, call);
        verification.welcome(user, call.receivedAt());
        return Answer.created(sessions.start(user, call));
    }

    private NewUser checked(JsonFields body) {
        String email = body.filledText("email").orElseThrow(() -> new ApiException(400, "Email is required"));
        String password = body.text("password")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ApiException(400, "Password is required"));
        NewUser wanted = users.checked(email, password, body.text("name"));
        Plan plan = body.text("plan")
                .map(code -> Plan.of(code).orElseThrow(() -> new ApiException(400, "Invalid plan")))
                .orElse(Plan.FREE);
        return wanted.trying(plan);
    }

    /** Counted are attempts that could make an account, find out whether one exists, or try a set-up code. */
    private void countAttempt(Call call) {
        Duration wait = attempts.take(addresses.of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }

    /** The first account may always register, in every mode; of two at once, the second one comes later. */
    private User first(NewUser wanted, JsonFields body, Call call) {
        Optional<String> code = body.text("setupCode");
        if (setupCode.isPresent() && !code.map(setupCode.get()::is).orElse(false)) {
            throw new ApiException(403, "Setup code required");
        }
        return users.addFirst(wanted, user -> activity.by(user, call)).orElseGet(() -> later(wanted, body, call));
    }

    private User later(NewUser wanted, JsonFields body, Call call) {
        boolean isWelcome = switch (mode) {
            case OPEN -> true;
            case INVITE ->
                body.text("inviteToken")
                        .filter(token -> isInvited(wanted, token))
                        .isPresent();
            case CLOSED -> false;
        };
        if (!isWelcome) {
            throw new ApiException(403, "Registration is disabled");
        }
        return users.add(wanted, user -> activity.by(user, call));
    }

    private boolean isInvited(NewUser wanted, String token) {
        return invitations.test(token, wanted.email());
    }
}
