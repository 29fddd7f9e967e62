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
        AccountLimits limits) {
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
        AccountLimits limits = new AccountLimits(settings.defaultPlan(), settings.maxSitesPerUser());
        KeyHasher keyHasher = new KeyHasher(secret.keyFor(InstallationSecret.Purpose.API_KEY_HASHES));
        PasswordRule passwords = new PasswordRule(settings.passwordMin(), CommonPasswords.read());
        return new AccountUseCases(
                new UserAccounts(store, ids, passwords, hasher, clock, activity),
                new SiteAccounts(store, ids, limits, settings.allowsDevHosts(), clock, activity),
                new SiteUpdates(store.siteChanges(), limits, activity, clock),
                new KeyAccounts(store, ids, keyHasher, random, limits, clock, activity),
                passwords,
                activityLog,
                activity,
                limits);
    }
}
