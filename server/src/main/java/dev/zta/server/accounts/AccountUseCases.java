package dev.zta.server.accounts;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.PasswordRule;
import dev.zta.core.activity.ActivityLog;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.secrets.CommonPasswords;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.KeyHasher;
import dev.zta.server.secrets.PasswordHasher;
import dev.zta.server.settings.Settings;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What can be done to accounts, put together over one store; the same for the server and the command line. */
public record AccountUseCases(
        UserAccounts users,
        SiteAccounts sites,
        SiteUpdates siteUpdates,
        KeyAccounts keys,
        PasswordRule passwords,
        ActivityLog activityLog,
        ActivityRecorder activity,
        AccountPlans plans,
        PlanChoices planChoices,
        ProvenAddresses provenAddresses) {
    /**
     * All of it.
     *
     * @param random cryptographic in production
     */
    public static AccountUseCases of(
            AccountStore store,
            Settings settings,
            InstallationSecret secret,
            PasswordHasher hasher,
            InstantSource clock,
            RandomGenerator random) {
        ActivityLog activityLog = store.activityLog(secret.keyFor(InstallationSecret.Purpose.ACTIVITY_CHAIN), random);
        ActivityRecorder activity = new ActivityRecorder(store, activityLog);
        AccountIds ids = new AccountIds(random);
        AccountPlans plans = AccountPlans.of(store.billings(), settings, clock);
        KeyHasher keyHasher = new KeyHasher(secret.keyFor(InstallationSecret.Purpose.API_KEY_HASHES));
        KeyHasher trialHasher = new KeyHasher(secret.keyFor(InstallationSecret.Purpose.TRIALS));
        Trials trials = new Trials(store.billings(), settings.isHosted(), trialHasher);
        PasswordRule passwords = new PasswordRule(settings.passwordMin(), CommonPasswords.read());
        return new AccountUseCases(
                new UserAccounts(store, ids, passwords, hasher, trials, clock, activity),
                new SiteAccounts(store, ids, plans, settings.allowsDevHosts(), clock, activity),
                new SiteUpdates(store, plans, activity, clock),
                new KeyAccounts(store, ids, keyHasher, random, plans, clock, activity),
                passwords,
                activityLog,
                activity,
                plans,
                new PlanChoices(store.billings(), store.downgrades(), plans, activity),
                new ProvenAddresses(store.profiles(), settings.isHosted()));
    }
}
