package dev.zta.server.sites;

import dev.zta.core.account.AccountStore;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import dev.zta.core.site.Site;

/** The mail that a site was deleted (contract: sites, "DELETE /api/sites"). */
public final class DeletionNotice {
    private final AccountStore store;
    private final Mailer mailer;

    public DeletionNotice(AccountStore store, Mailer mailer) {
        this.store = store;
        this.mailer = mailer;
    }

    /** Tells the owner. */
    public void send(Site site) {
        store.user(site.ownerId())
                .ifPresent(owner -> mailer.send(
                        Mail.of(MailTemplate.SITE_DELETED, owner.email()).with("site", site.name())));
    }
}
