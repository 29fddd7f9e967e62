package dev.zta.server.auth;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mailer;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Call;
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
        Supplier<URI> publicAddress) {
    /**
     * A token for the second step of logging in.
     *
     * @param user as they were when the first one was taken
     * @param method how the first one was taken: {@code password}, {@code github}, {@code google}
     * @throws dev.zta.server.http.ApiException 401 when the password was changed, or the account disabled, since then
     */
    public String secondStep(User user, String method, Call call) {
        String secret = secrets.secret();
        return sessions.temporaryToken(
                user,
                secret,
                () -> secrets.add(
                        Purpose.SECOND_FACTOR, secret, user.id(), method, call.receivedAt(), Tokens.TEMPORARY_LIFE),
                call.receivedAt());
    }
}
