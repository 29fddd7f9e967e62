package dev.zta.server.accounts;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.AccountStore.UserAddition;
import dev.zta.core.account.EmailAddress;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.PasswordRule;
import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.ApiException;
import dev.zta.server.secrets.PasswordHasher;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Making accounts, for HTTP and the command line alike. Refusals carry the contract's text. */
public final class UserAccounts {
    private static final int LONGEST_NAME = 100;

    private final AccountStore store;
    private final AccountIds ids;
    private final PasswordRule passwords;
    private final PasswordHasher hasher;
    private final Trials trials;
    private final InstantSource clock;
    private final ActivityRecorder activity;

    public UserAccounts(
            AccountStore store,
            AccountIds ids,
            PasswordRule passwords,
            PasswordHasher hasher,
            Trials trials,
            InstantSource clock,
            ActivityRecorder activity) {
        this.store = store;
        this.ids = ids;
        this.passwords = passwords;
        this.hasher = hasher;
        this.trials = trials;
        this.clock = clock;
        this.activity = activity;
    }

    /**
     * An account that somebody asks for, found to be good.
     *
     * @param email as it is stored
     * @param plan to be tried where plans are sold
     */
    public record NewUser(String email, String password, Optional<String> name, Plan plan) {
        /** The same, trying a plan. */
        public NewUser trying(Plan tried) {
            return new NewUser(email, password, name, tried);
        }

        @Override
        public String toString() {
            return "NewUser " + email;
        }
    }

    /**
     * Checks an address, a password and a name.
     *
     * @throws ApiException 400 with the contract's text (contract: auth, "Password rule", "E-mail rule")
     */
    public NewUser checked(String email, String password, Optional<String> name) {
        String address = EmailAddress.parse(email).orElseThrow(() -> new ApiException(400, "Invalid email format"));
        passwords.problemWith(password, address).ifPresent(problem -> {
            throw new ApiException(400, problem);
        });
        Optional<String> shown = name.map(Texts::cleaned).filter(text -> !text.isEmpty());
        if (shown.filter(text -> Texts.length(text) > LONGEST_NAME).isPresent()) {
            throw ApiException.validation(Map.of("name", "must be " + LONGEST_NAME + " characters or fewer"));
        }
        return new NewUser(address, password, shown, Plan.FREE);
    }

    /**
     * Makes an account.
     *
     * @param by who makes it, and from where
     * @throws ApiException 409 when the address has one
     */
    public User add(NewUser wanted, Function<User, Circumstances> by) {
        User user = newUser(wanted);
        if (recorded(user, wanted.plan(), store::addUser, by) == UserAddition.EMAIL_TAKEN) {
            throw new ApiException(409, "Email already registered");
        }
        return user;
    }

    private UserAddition recorded(
            User user, Plan plan, Function<User, UserAddition> addition, Function<User, Circumstances> by) {
        return activity.together(() -> {
            UserAddition result = addition.apply(user);
            if (result == UserAddition.ADDED) {
                trials.begin(user, plan);
                by.apply(user).record(ActivityAction.AUTH_REGISTERED, Metadata.of("method", "password"));
            }
            return result;
        });
    }

    /** Makes the very first account; nothing when somebody else was first. */
    public Optional<User> addFirst(NewUser wanted, Function<User, Circumstances> by) {
        User user = newUser(wanted);
        return recorded(user, wanted.plan(), store::addFirstUser, by) == UserAddition.ADDED
                ? Optional.of(user)
                : Optional.empty();
    }

    /**
     * Makes an account of somebody who logs in elsewhere, inside a transaction.
     *
     * @param email verified, as it is stored
     * @param plan to be tried where plans are sold
     * @param isFirst whether it is to be the very first account
     * @throws ApiException 409 when the address has one, or somebody else was first
     */
    public User addWithoutPassword(String email, Optional<String> name, Plan plan, boolean isFirst) {
        Optional<String> shown =
                name.map(Texts::cleaned).filter(text -> !text.isEmpty() && Texts.length(text) <= LONGEST_NAME);
        User user = new User(
                ids.user(),
                email,
                shown,
                Optional.empty(),
                false,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if ((isFirst ? store.addFirstUser(user) : store.addUser(user)) != UserAddition.ADDED) {
            throw new ApiException(409, "Email already registered");
        }
        trials.begin(user, plan);
        return user;
    }

    private User newUser(NewUser wanted) {
        return new User(
                ids.user(),
                wanted.email(),
                wanted.name(),
                Optional.of(hasher.hash(wanted.password())),
                false,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Gives somebody another password; whoever is logged in is logged out.
     *
     * @param dropsSecondFactor whether the password alone is to be enough from now on
     * @param by who does it, and from where
     * @return whether a second factor was turned off
     * @throws ApiException 400 with the contract's text
     */
    public boolean setPassword(User user, String password, boolean dropsSecondFactor, Circumstances by) {
        passwords.problemWith(password, user.email()).ifPresent(problem -> {
            throw new ApiException(400, problem);
        });
        PasswordHash hash = hasher.hash(password);
        return activity.together(() -> {
            store.logins().setPassword(user.id(), hash);
            store.oneTimeTokens().forget(user.id());
            by.record(ActivityAction.AUTH_PASSWORD_RESET, Metadata.NONE);
            EndedSessions.record(
                    store.logins().endOthers(user.id(), Optional.empty(), clock.instant()), clock.instant(), by);
            boolean isDropped = dropsSecondFactor && store.secondFactors().disable(user.id());
            if (isDropped) {
                by.record(ActivityAction.AUTH_2FA_DISABLED, Metadata.NONE);
            }
            return isDropped;
        });
    }

    /** Lets somebody in no more, or again. */
    public void setDisabled(User user, boolean isDisabled) {
        store.logins().setDisabled(user.id(), isDisabled);
    }

    /** All accounts, oldest first. */
    public List<User> all() {
        return store.users();
    }
}
