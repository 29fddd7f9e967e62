package dev.zta.server;

import dev.zta.core.access.Access;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.PasswordRule;
import dev.zta.server.account.AccountExport;
import dev.zta.server.account.DeletionFeature;
import dev.zta.server.account.ExportFeature;
import dev.zta.server.account.OwnActivity;
import dev.zta.server.account.ProfileFeature;
import dev.zta.server.account.StatusFeature;
import dev.zta.server.account.UsageFeature;
import dev.zta.server.account.VerifyEmailFeature;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.LiveSubscriptions;
import dev.zta.server.audit.ActivityRetention;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.EmailVerification;
import dev.zta.server.auth.LoginFeature;
import dev.zta.server.auth.OneTimeSecrets;
import dev.zta.server.auth.PasswordFeature;
import dev.zta.server.auth.PasswordResetFeature;
import dev.zta.server.auth.SecondFactorCheck;
import dev.zta.server.auth.SecondFactorFeature;
import dev.zta.server.auth.SessionsFeature;
import dev.zta.server.exports.Exports;
import dev.zta.server.http.Authenticator;
import dev.zta.server.http.Feature;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.InstallationSecret.Purpose;
import dev.zta.server.secrets.KeyHasher;
import dev.zta.server.secrets.SecretBox;
import dev.zta.server.settings.Settings;
import dev.zta.server.usage.PageviewLimit;
import java.util.List;
import java.util.random.RandomGenerator;

/** The part of the object graph that logging in and the own account are. */
final class AuthWiring {
    private AuthWiring() {}

    static List<Feature> logins(
            AuthParts parts, Settings settings, PasswordRule passwords, Authenticator authenticator, Access access) {
        return List.of(
                new LoginFeature(parts),
                new SessionsFeature(parts.store(), parts.activity()),
                new PasswordFeature(parts, passwords),
                new PasswordResetFeature(parts, passwords),
                new SecondFactorFeature(parts, authenticator, access, settings.mfaIssuer()));
    }

    /** What people see and do about their own account. */
    static List<Feature> account(
            AuthParts parts,
            AccountUseCases useCases,
            ActivityRetention retention,
            Exports exports,
            PageviewLimit pageviews,
            LiveSubscriptions subscriptions) {
        return List.of(
                new StatusFeature(parts, useCases.plans()),
                new UsageFeature(parts.store(), useCases.plans(), pageviews),
                new ProfileFeature(parts),
                new VerifyEmailFeature(parts, new EmailVerification(parts, useCases.provenAddresses())),
                new ExportFeature(
                        parts,
                        new AccountExport(parts, useCases.plans(), new OwnActivity(useCases.activityLog(), retention))),
                new DeletionFeature(parts, useCases.activityLog(), exports, subscriptions));
    }

    static SecondFactorCheck secondFactors(AccountStore store, InstallationSecret secret, RandomGenerator random) {
        return new SecondFactorCheck(
                store.secondFactors(),
                new SecretBox(secret.keyFor(Purpose.STORED_SECRETS), random),
                new KeyHasher(secret.keyFor(Purpose.ONE_TIME_TOKENS)),
                random);
    }

    static OneTimeSecrets oneTimeSecrets(AccountStore store, InstallationSecret secret, RandomGenerator random) {
        return new OneTimeSecrets(store.oneTimeTokens(), new KeyHasher(secret.keyFor(Purpose.ONE_TIME_TOKENS)), random);
    }
}
