package dev.zta.server.auth;

import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.server.accounts.ProvenAddresses;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Links by which people prove that the address of their account is theirs (contract: auth, "Verifying the e-mail"). */
public final class EmailVerification {
    private static final Duration LINK_LIFE = Duration.ofDays(1);

    private final AuthParts parts;
    private final ProvenAddresses proven;

    public EmailVerification(AuthParts parts, ProvenAddresses proven) {
        this.parts = parts;
        this.proven = proven;
    }

    /** Sends somebody who has just registered a link, where that is needed. */
    void welcome(User user, Instant now) {
        if (proven.areNeeded()) {
            send(user, now);
        }
    }

    /** Sends a link; an older one is worthless from then on. One that was proven needs none. */
    public boolean sendIfNeeded(User user, Instant now) {
        boolean isNeeded = !proven.isProven(user.id());
        if (isNeeded) {
            send(user, now);
        }
        return isNeeded;
    }

    private void send(User user, Instant now) {
        String secret = parts.secrets().secret();
        parts.secrets().replace(Purpose.EMAIL_VERIFICATION, secret, user.id(), user.email(), now, LINK_LIFE);
        parts.mailer().send(Mail.of(MailTemplate.VERIFY_EMAIL, user.email()).withSecret("link", link(secret), secret));
    }

    private String link(String secret) {
        return linkTo(parts.publicAddress().get(), secret);
    }

    /**
     * The page that follows a link for whoever opens it, and says what became of it.
     *
     * @param publicAddress of the installation, without a slash at its end
     */
    public static String linkTo(URI publicAddress, String secret) {
        return publicAddress + "/verify-email/?token=" + secret;
    }

    /** Follows a link; says whether it was good. One to an address that the account no longer has is not. */
    public boolean follow(String secret, Instant now) {
        return parts.secrets()
                .find(Purpose.EMAIL_VERIFICATION, secret, now)
                .flatMap(token -> parts.store()
                        .user(token.userId())
                        .filter(user -> !user.disabled() && user.email().equals(token.detail())))
                .filter(user -> used(user, secret, now))
                .isPresent();
    }

    private boolean used(User user, String secret, Instant now) {
        return parts.store().together(() -> {
            boolean isGood = parts.secrets().use(Purpose.EMAIL_VERIFICATION, secret, now);
            if (isGood) {
                proven.prove(user, now);
            }
            return isGood;
        });
    }
}
