package dev.zta.server.auth;

import dev.zta.core.account.AccountStore;
import dev.zta.core.mail.Mailer;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.secrets.PasswordHasher;
import java.net.URI;
import java.util.function.Supplier;

/**
 * What the features of logging in share.
 *
 * @param publicAddress base of links in mails; asked for with each
 */
public record AuthParts(
        AccountStore store,
        PasswordHasher hasher,
        LoginSessions sessions,
        SecondFactorCheck secondFactors,
        OneTimeSecrets secrets,
        AddressSubjects addresses,
        ActivityRecorder activity,
        Mailer mailer,
        Supplier<URI> publicAddress) {}
