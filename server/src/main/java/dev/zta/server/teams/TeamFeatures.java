package dev.zta.server.teams;

import dev.zta.core.access.Access;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.AccountLimits;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.auth.SecondFactorCheck;
import dev.zta.server.http.Feature;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.secrets.PasswordHasher;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Members, invitations and transfers, put together. */
public final class TeamFeatures {
    private TeamFeatures() {}

    /** All of them over one store. */
    public static List<Feature> of(
            AccountStore store,
            Access access,
            AccountIds ids,
            AccountLimits limits,
            TeamTokens tokens,
            PasswordHasher hasher,
            SecondFactorCheck secondFactors,
            ActivityRecorder activity,
            AddressSubjects addresses,
            Mailer mailer,
            Supplier<URI> publicAddress) {
        TeamViews views = new TeamViews(store);
        TeamMail mail = new TeamMail(store, views, mailer, publicAddress);
        return List.of(
                new TeamFeature(
                        store,
                        access,
                        views,
                        new Inviting(store, ids, limits, tokens, mail, activity),
                        new MemberChanges(store, mail, activity)),
                new InviteFeature(store, limits, tokens, views, mail, activity, addresses),
                new TransferFeature(
                        store,
                        access,
                        ids,
                        tokens,
                        mail,
                        hasher,
                        secondFactors,
                        new HandingOver(store, limits, activity)));
    }
}
