package dev.zta.server;

import dev.zta.core.access.Access;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.mail.Mailer;
import dev.zta.core.store.EventStore;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.HandedOverSites;
import dev.zta.server.accounts.LoweredPlans;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.archive.SiteExportFeature;
import dev.zta.server.auth.AccessAuthorizer;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Credentials;
import dev.zta.server.auth.EmailVerification;
import dev.zta.server.auth.IdleSessions;
import dev.zta.server.auth.LoginNotices;
import dev.zta.server.auth.LoginSessions;
import dev.zta.server.auth.OperatorToken;
import dev.zta.server.auth.RegistrationFeature;
import dev.zta.server.auth.SecondFactorCheck;
import dev.zta.server.auth.SetupCode;
import dev.zta.server.billing.BillingParts;
import dev.zta.server.geo.Places;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Guard;
import dev.zta.server.keys.KeysFeature;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.GeneralLimit;
import dev.zta.server.oauth.OAuth;
import dev.zta.server.operator.OperatorAccounts;
import dev.zta.server.operator.OperatorAccountsFeature;
import dev.zta.server.pages.PublicFeature;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.KeyHasher;
import dev.zta.server.secrets.PasswordHasher;
import dev.zta.server.segments.SegmentFeature;
import dev.zta.server.settings.Settings;
import dev.zta.server.shares.PublicStatsFeature;
import dev.zta.server.shares.ShareFeature;
import dev.zta.server.shares.SharePasswords;
import dev.zta.server.shares.SharedViews;
import dev.zta.server.sites.OwnAddressFeature;
import dev.zta.server.sites.SiteUpdateFeature;
import dev.zta.server.sites.SitesFeature;
import dev.zta.server.sites.TrackingCode;
import dev.zta.server.sites.VerificationFeature;
import dev.zta.server.stats.PublicReport;
import dev.zta.server.teams.EndedInvitations;
import dev.zta.server.teams.TeamFeatures;
import dev.zta.server.teams.TeamTokens;
import dev.zta.server.track.Recording;
import dev.zta.server.usage.PageviewLimit;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The part of the object graph that accounts are: who may come in, and the features that serve them. */
public final class AccountWiring implements AutoCloseable {
    private final PasswordHasher hasher;
    private final Access access;
    private final Credentials credentials;
    private final Guard guard;
    private final ActivityRecorder activity;
    private final ActivityWiring activityParts;
    private final AccountUseCases useCases;
    private final List<Feature> features;
    private final OAuth oauth;
    private final BillingParts billing;
    private final PageviewLimit pageviews;

    /**
     * Puts everything together over stores that are started elsewhere.
     *
     * @param operator the token in the data folder; empty: no command line works through this server
     * @param setupCode what the first account needs; empty when the server listens on loopback only
     * @param publicAddress for tracking codes; asked for when one is shown
     * @param mailer for messages to people
     * @param places where logins come from
     * @param hasher of passwords; closed with this
     * @param random cryptographic in production
     */
    public AccountWiring(
            Settings settings,
            AccountStore store,
            EventStore events,
            InstallationSecret secret,
            Optional<OperatorToken> operator,
            Optional<SetupCode> setupCode,
            Supplier<URI> publicAddress,
            Mailer mailer,
            Places places,
            PasswordHasher hasher,
            InstantSource clock,
            RandomGenerator random) {
        this.hasher = hasher;
        AddressSubjects addresses = new AddressSubjects(random);
        useCases = AccountUseCases.of(store, settings, secret, hasher, clock, random);
        access = new Access(store, store, useCases.plans());
        activity = useCases.activity();
        credentials = new Credentials(store, secret, addresses, operator, clock, activity);
        guard = new Guard(
                credentials, new GeneralLimit(settings.apiRate(), addresses, clock), new AccessAuthorizer(access));
        AccountIds ids = new AccountIds(random);
        activityParts = new ActivityWiring(settings, store, access, useCases, secret, ids, publicAddress, clock);
        LoginSessions sessions = new LoginSessions(
                store,
                ids,
                secret,
                useCases.plans(),
                activity,
                new LoginNotices(store, mailer, useCases.provenAddresses(), places));
        SecondFactorCheck secondFactors = AuthWiring.secondFactors(store, secret, random);
        AuthParts parts = new AuthParts(
                store,
                hasher,
                sessions,
                secondFactors,
                AuthWiring.oneTimeSecrets(store, secret, random),
                addresses,
                activity,
                mailer,
                publicAddress);
        TeamTokens teamTokens =
                new TeamTokens(new KeyHasher(secret.keyFor(InstallationSecret.Purpose.TEAM_TOKENS)), random);
        List<Feature> all = new ArrayList<>(List.of(
                new RegistrationFeature(
                        store,
                        useCases.users(),
                        sessions,
                        settings.registration(),
                        setupCode,
                        teamTokens.invites(store.invitations(), clock),
                        addresses,
                        activity,
                        new EmailVerification(parts, useCases.provenAddresses())),
                new SitesFeature(
                        store, access, useCases.sites(), events, new TrackingCode(publicAddress), activity, clock),
                new SiteUpdateFeature(store, access, useCases.siteUpdates(), activity, mailer),
                new KeysFeature(store, access, useCases.keys(), activity, mailer)));
        all.addAll(AuthWiring.logins(parts, settings, useCases.passwords(), credentials, access));
        billing = new BillingParts(settings.stripe(), store, useCases, mailer, publicAddress, clock);
        pageviews = new PageviewLimit(store, useCases.plans(), events, mailer, clock);
        all.addAll(AuthWiring.account(
                parts,
                useCases,
                activityParts.retention(),
                activityParts.exports(),
                pageviews,
                billing.subscriptions()));
        all.addAll(activityParts.features());
        all.add(new SiteExportFeature(
                access, useCases.plans(), events, activityParts.exports(), activityParts.exportAccess(), activity));
        all.add(new ShareFeature(store, access, hasher, activity, publicAddress, random));
        all.add(new OwnAddressFeature(access));
        SharedViews views = new SharedViews(store.shareLinks(), access);
        all.add(new PublicFeature(views));
        all.add(new PublicStatsFeature(
                views, new SharePasswords(hasher, addresses), store.shareLinks(), new PublicReport(events), addresses));
        all.add(new SegmentFeature(store.segments(), store, access, ids, activity));
        all.add(new VerificationFeature(
                access,
                store.siteChanges(),
                new KeyHasher(secret.keyFor(InstallationSecret.Purpose.SITE_VERIFICATION)),
                settings.nameServer(),
                activity));
        all.add(new OperatorAccountsFeature(new OperatorAccounts(store, access, useCases, mailer, clock)));
        all.addAll(billing.features());
        HandedOverSites handedOver = new HandedOverSites(store, useCases.plans(), activity, clock);
        EndedInvitations endedInvitations = new EndedInvitations(store, activity, clock);
        all.addAll(TeamFeatures.of(
                store,
                access,
                ids,
                useCases.plans(),
                handedOver,
                teamTokens,
                hasher,
                secondFactors,
                activity,
                endedInvitations,
                addresses,
                mailer,
                useCases.provenAddresses(),
                publicAddress));
        activityParts
                .schedule()
                .every(Duration.ofHours(1), new IdleSessions(store, activity, clock)::end)
                .every(
                        Duration.ofHours(1),
                        new LoweredPlans(
                                store,
                                useCases.plans(),
                                activity,
                                settings.activityLogDays().isEmpty(),
                                mailer,
                                clock)::run)
                .every(Duration.ofHours(1), handedOver::run)
                .every(Duration.ofDays(1), billing::forgetOldEvents)
                .every(PageviewLimit.RENEWED_EVERY, pageviews::renew)
                .every(Duration.ofHours(1), endedInvitations::tidy);
        oauth = new OAuth(parts, useCases.users(), settings, setupCode.isEmpty());
        all.add(oauth.feature());
        features = List.copyOf(all);
    }

    /** With whose accounts one can log in here. */
    public List<String> loginProviders() {
        return oauth.providers();
    }

    /** What stands before guarded routes. */
    public Guard guard() {
        return guard;
    }

    /** The decision that handlers ask about sites. */
    public Access access() {
        return access;
    }

    /** Whose beacons are stored. */
    public Recording recording() {
        return pageviews;
    }

    /** Which plan each account has. */
    public AccountPlans plans() {
        return useCases.plans();
    }

    /** How features write to the activity log. */
    public ActivityRecorder activity() {
        return activity;
    }

    /** Who is asking, for routes that look at keys themselves. */
    public Credentials credentials() {
        return credentials;
    }

    /** The activity log, for {@code zta verify}. */
    public ActivityLog activityLog() {
        return useCases.activityLog();
    }

    /** Registering, logging in and out, sites, keys, the activity log, exports. */
    public List<Feature> features() {
        return features;
    }

    /** Begins what is done by itself. */
    public void start() {
        pageviews.start();
        activityParts.start();
    }

    @Override
    public void close() {
        activityParts.close();
        pageviews.close();
        oauth.close();
        billing.close();
        hasher.close();
    }
}
