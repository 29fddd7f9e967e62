package dev.zta.server.teams;

import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.ProvenAddresses;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The messages that teams send. */
final class TeamMail {
    private final AccountStore store;
    private final TeamViews views;
    private final Mailer mailer;
    private final ProvenAddresses proven;
    private final Supplier<URI> publicAddress;

    TeamMail(AccountStore store, TeamViews views, Mailer mailer, ProvenAddresses proven, Supplier<URI> publicAddress) {
        this.store = store;
        this.views = views;
        this.mailer = mailer;
        this.proven = proven;
        this.publicAddress = publicAddress;
    }

    /** Whether messages leave this machine. */
    boolean isSetUp() {
        return mailer.isSetUp();
    }

    String inviteLink(String token) {
        return publicAddress.get() + "/accept-invite?token=" + token;
    }

    /** Sends an invitation, unless nobody knows whether the inviter's address is good; says whether the provider has taken it. */
    boolean invite(Invitation invitation, Site site, String message, String token) {
        return proven.sendFor(invitation.invitedBy()) && sent(invitation, site, message, token);
    }

    private boolean sent(Invitation invitation, Site site, String message, String token) {
        return mailer.sendNow(Mail.of(MailTemplate.TEAM_INVITATION, invitation.email())
                .with("inviter", views.personName(invitation.invitedBy()))
                .with("team", views.teamName(site.ownerId()))
                .with("site", site.name())
                .with("role", invitation.role().code())
                .with("message", message)
                .with("expires", day(invitation.expiresAt()))
                .withSecret("link", inviteLink(token), token));
    }

    void accepted(Invitation invitation, Site site) {
        to(
                invitation.invitedBy(),
                MailTemplate.TEAM_INVITATION_ACCEPTED,
                mail -> mail.with("person", invitation.email()).with("site", site.name()));
    }

    void roleChanged(String userId, Site site, Role role) {
        to(
                userId,
                MailTemplate.TEAM_ROLE_CHANGED,
                mail -> mail.with("site", site.name()).with("role", role.code()));
    }

    /** Sends one of the two who are to confirm a transfer a link of their own. */
    void confirmTransfer(String userId, String otherId, Site site, String token, Instant expiresAt) {
        String link = publicAddress.get() + "/confirm-transfer?token=" + token;
        to(
                userId,
                MailTemplate.TEAM_TRANSFER,
                mail -> mail.with("site", site.name())
                        .with("other", views.personName(otherId))
                        .with("expires", expiresAt.toString())
                        .withSecret("link", link, token));
    }

    private void to(String userId, MailTemplate template, UnaryOperator<Mail> values) {
        store.user(userId).ifPresent(user -> mailer.send(values.apply(Mail.of(template, user.email()))));
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
