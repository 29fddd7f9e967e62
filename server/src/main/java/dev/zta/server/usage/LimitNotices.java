package dev.zta.server.usage;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.AccountPlans;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells owners of their limit, each thing once a month; what was told is noted before it is sent. */
final class LimitNotices {
    private final AccountStore store;
    private final AccountPlans plans;
    private final Mailer mailer;

    LimitNotices(AccountStore store, AccountPlans plans, Mailer mailer) {
        this.store = store;
        this.plans = plans;
        this.mailer = mailer;
    }

    /** Sends an owner what is due and was not sent this month. */
    void tell(String ownerId, MonthlyCount count, Instant now) {
        Standing standing = plans.of(ownerId);
        List<LimitNotice> due = due(standing, count, ownerId, now).stream()
                .filter(notice -> !count.isTold(ownerId, notice))
                .toList();
        Optional<User> owner = due.isEmpty() ? Optional.empty() : store.user(ownerId);
        if (owner.isPresent()) {
            taken(ownerId, count.month(), due)
                    .forEach(notice -> mailer.send(mail(owner.get(), notice, standing, count.month(), now)));
            due.forEach(notice -> count.setTold(ownerId, notice));
        }
    }

    /** Those that nobody has sent yet. */
    private List<LimitNotice> taken(String ownerId, YearMonth month, List<LimitNotice> due) {
        return store.together(() -> due.stream()
                .filter(notice -> store.monthlyUsage().takeNotice(ownerId, month, notice))
                .toList());
    }

    private static List<LimitNotice> due(Standing standing, MonthlyCount count, String ownerId, Instant now) {
        if (!standing.isRecordedAt(now)) {
            boolean isNews = standing.recordedUntil().filter(count::contains).isPresent();
            return isNews ? List.of(LimitNotice.PAUSED) : List.of();
        }
        OptionalLong limit = standing.recordedBy().pageviewsAMonth();
        return limit.isEmpty() ? List.of() : LimitNotice.due(count.of(ownerId), limit.getAsLong());
    }

    private static Mail mail(User owner, LimitNotice notice, Standing standing, YearMonth month, Instant now) {
        if (!standing.isRecordedAt(now)) {
            return Mail.of(MailTemplate.RECORDING_PAUSED_WITHOUT_ACCESS, owner.email());
        }
        Plan plan = standing.recordedBy();
        long limit = plan.pageviewsAMonth().orElseThrow();
        return Mail.of(template(notice), owner.email())
                .with("plan", plan.code())
                .with("limit", number(limit))
                .with("most", number(LimitNotice.PAUSED.from(limit)))
                .with("day", month.plusMonths(1).atDay(1).toString());
    }

    private static MailTemplate template(LimitNotice notice) {
        return switch (notice) {
            case NEARLY_USED_UP -> MailTemplate.PAGEVIEWS_NEARLY_USED_UP;
            case USED_UP -> MailTemplate.PAGEVIEWS_USED_UP;
            case PAUSED -> MailTemplate.RECORDING_PAUSED;
        };
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
