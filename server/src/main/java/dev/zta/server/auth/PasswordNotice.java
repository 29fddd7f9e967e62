package dev.zta.server.auth;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import java.time.Instant;
import java.util.stream.Collectors;

/** The mail that a password is another one now. Live keys stay, so it lists them (contract: api-keys, "Password reset or change"). */
public final class PasswordNotice {
    private final AccountStore store;
    private final Mailer mailer;

    public PasswordNotice(AccountStore store, Mailer mailer) {
        this.store = store;
        this.mailer = mailer;
    }

    /** Tells somebody. */
    public void send(User user, Instant now) {
        String keys = store.keysOf(user.id()).stream()
                .filter(key -> !key.isExpiredAt(now))
                .map(PasswordNotice::line)
                .collect(Collectors.joining("\n"));
        mailer.send(Mail.of(MailTemplate.PASSWORD_CHANGED, user.email()).with("keys", keys.isEmpty() ? "None." : keys));
    }

    private static String line(ApiKey key) {
        return key.mask() + " (" + key.scope().code() + ")";
    }
}
