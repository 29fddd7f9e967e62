package dev.zta.server.keys;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;

/** The mail that an account has a new key (contract: api-keys, "POST /api/api-keys"). */
public final class KeyNotice {
    private final AccountStore store;
    private final Mailer mailer;

    public KeyNotice(AccountStore store, Mailer mailer) {
        this.store = store;
        this.mailer = mailer;
    }

    /** Tells the account of its new key. */
    public void send(ApiKey key) {
        store.user(key.userId())
                .ifPresent(user -> mailer.send(Mail.of(MailTemplate.API_KEY_CREATED, user.email())
                        .with("name", key.name())
                        .with("scope", key.scope().code())
                        .with("mask", key.mask())));
    }
}
