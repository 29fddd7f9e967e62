package dev.zta.server.billing;

import dev.zta.core.account.Billing;
import dev.zta.core.account.Subscription;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Messages about payments. */
final class BillingMail {
    private BillingMail() {}

    static Mail paymentFailed(User user, Billing billing, String error) {
        Optional<Subscription> bought = billing.subscription();
        return Mail.of(MailTemplate.PAYMENT_FAILED, user.email())
                .with("plan", bought.map(one -> one.plan().code()).orElse(""))
                .with("reason", error)
                .with(
                        "until",
                        bought.map(Subscription::accessLostAt)
                                .map(BillingMail::day)
                                .orElse(""));
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
