package dev.zta.server.teams;

import dev.zta.core.access.Access;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.HandedOverSites;
import dev.zta.server.accounts.ProvenAddresses;
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
            AccountPlans plans,
            HandedOverSites handedOver,
            TeamTokens tokens,
            PasswordHasher hasher,
            SecondFactorCheck secondFactors,
            ActivityRecorder activity,
            EndedInvitations ended,
            AddressSubjects addresses,
            Mailer mailer,
            ProvenAddresses proven,
            Supplier<URI> publicAddress) {
        TeamViews views = new TeamViews(store);
        TeamMail mail = new TeamMail(store, views, mailer, proven, publicAddress);
        return List.of(
                new TeamFeature(
                        store,
                        access,
                        views,
                        new Inviting(store, ids, plans, tokens, mail, activity, ended),
                        new MemberChanges(store, mail, activity)),
                new InviteFeature(store, plans, tokens, views, mail, activity, addresses, proven),
                new TransferFeature(
                        store,
                        access,
                        ids,
                        tokens,
                        mail,
                        hasher,
                        secondFactors,
                        new HandingOver(store, plans, handedOver, activity, mailer)));
    }
}
