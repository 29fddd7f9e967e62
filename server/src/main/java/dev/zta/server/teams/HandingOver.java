package dev.zta.server.teams;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Transfer;
import dev.zta.core.account.Transfers.Completion;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.Mailer;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.HandedOverSites;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The end of a transfer that both have confirmed: told in the logs of both owners. */
final class HandingOver {
    private final AccountStore store;
    private final AccountPlans plans;
    private final HandedOverSites retention;
    private final ActivityRecorder activity;
    private final Mailer mailer;

    HandingOver(
            AccountStore store,
            AccountPlans plans,
            HandedOverSites retention,
            ActivityRecorder activity,
            Mailer mailer) {
        this.store = store;
        this.plans = plans;
        this.retention = retention;
        this.activity = activity;
        this.mailer = mailer;
    }

    /**
     * Gives the site to its new owner.
     *
     * @throws ApiException when it can't be; then nothing has changed
     */
    void complete(Call call, Transfer transfer) {
        Site before = store.find(transfer.site()).orElseThrow(HandingOver::gone);
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        Optional<Mail> notice = activity.together(() -> {
            Completion completion = store.transfers()
                    .complete(transfer, now, plans.limitsOf(transfer.toUserId()).sites());
            switch (completion) {
                case COMPLETED -> tell(call, before, transfer);
                case NOT_POSSIBLE -> throw gone();
                case SITE_LIMIT_REACHED ->
                    throw new ApiException(403, "Site limit reached. Upgrade to create more sites.");
                case DOMAIN_TAKEN -> throw new ApiException(409, "A site with this domain already exists");
            }
            return retention.note(before.ownedBy(transfer.toUserId()), now);
        });
        notice.ifPresent(mailer::send);
    }

    private static ApiException gone() {
        return new ApiException(404, "Transfer not found");
    }

    private void tell(Call call, Site before, Transfer transfer) {
        Metadata metadata = Metadata.of("siteId", before.id().value())
                .with("from", transfer.fromUserId())
                .with("to", transfer.toUserId());
        Target target =
                Target.user(transfer.toUserId(), store.user(transfer.toUserId()).flatMap(User::name));
        for (Site site : new Site[] {before, before.ownedBy(transfer.toUserId())}) {
            activity.by(call).on(site).record(ActivityAction.TEAM_OWNERSHIP_TRANSFERRED, target, metadata);
        }
    }
}
