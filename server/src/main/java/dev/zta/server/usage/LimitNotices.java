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
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

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
        if (standing.isRecordedAt(now)) {
            send(ownerId, due(standing, count, ownerId), count, count.month(), ofLimit(standing, count.month()));
        } else {
            endOfRecording(standing, count.month())
                    .ifPresent(month ->
                            send(ownerId, List.of(LimitNotice.PAUSED), count, month, LimitNotices::withoutAccess));
        }
    }

    /** The last word on a month that is over: that recording had paused. What was only near is over, too. */
    void tellLate(String ownerId, MonthlyCount over, Instant now) {
        Standing standing = plans.of(ownerId);
        if (standing.isRecordedAt(now)) {
            List<LimitNotice> due = due(standing, over, ownerId).stream()
                    .filter(notice -> notice == LimitNotice.PAUSED)
                    .toList();
            send(ownerId, due, over, over.month(), ofLimit(standing, over.month()));
        }
    }

    private static List<LimitNotice> due(Standing standing, MonthlyCount count, String ownerId) {
        OptionalLong limit = standing.recordedBy().pageviewsAMonth();
        return limit.isEmpty() ? List.of() : LimitNotice.due(count.of(ownerId), limit.getAsLong());
    }

    /** The month in which recording without access ended, unless that was long ago: nobody may have looked since its last day. */
    private static Optional<YearMonth> endOfRecording(Standing standing, YearMonth present) {
        return standing.recordedUntil()
                .map(end -> YearMonth.from(LocalDate.ofInstant(end, ZoneOffset.UTC)))
                .filter(month -> !month.isBefore(present.minusMonths(1)));
    }

    /** Sends those that nobody has sent yet. */
    private void send(
            String ownerId,
            List<LimitNotice> due,
            MonthlyCount count,
            YearMonth month,
            BiFunction<User, LimitNotice, Mail> text) {
        List<LimitNotice> untold =
                due.stream().filter(notice -> !count.isTold(ownerId, notice)).toList();
        Optional<User> owner = untold.isEmpty() ? Optional.empty() : store.user(ownerId);
        if (owner.isPresent()) {
            taken(ownerId, month, untold).forEach(notice -> mailer.send(text.apply(owner.get(), notice)));
            untold.forEach(notice -> count.setTold(ownerId, notice));
        }
    }

    private List<LimitNotice> taken(String ownerId, YearMonth month, List<LimitNotice> due) {
        return store.together(() -> due.stream()
                .filter(notice -> store.monthlyUsage().takeNotice(ownerId, month, notice))
                .toList());
    }

    private static Mail withoutAccess(User owner, LimitNotice notice) {
        return Mail.of(MailTemplate.RECORDING_PAUSED_WITHOUT_ACCESS, owner.email());
    }

    private static BiFunction<User, LimitNotice, Mail> ofLimit(Standing standing, YearMonth month) {
        Plan plan = standing.recordedBy();
        return (owner, notice) -> {
            long limit = plan.pageviewsAMonth().orElseThrow();
            return Mail.of(template(notice), owner.email())
                    .with("plan", plan.code())
                    .with("limit", number(limit))
                    .with("most", number(LimitNotice.PAUSED.from(limit)))
                    .with("day", month.plusMonths(1).atDay(1).toString());
        };
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
