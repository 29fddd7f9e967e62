package dev.zta.server.auth;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Profile;
import dev.zta.core.account.User;
import dev.zta.core.event.Place;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.ProvenAddresses;
import dev.zta.server.geo.Places;
import dev.zta.server.http.Call;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.RollingLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Mails about logins that people may not know of (contract: auth, "E-mail notices"): from a device and network, or from a
 * country, unseen for 30 days, and after five failures within an hour. Thread-safe; the failures are counted in memory.
 */
public final class LoginNotices {
    private static final Duration UNSEEN = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int FAILURES = 5;

    private final AccountStore store;
    private final Mailer mailer;
    private final ProvenAddresses proven;
    private final Places places;
    private final RollingLimit failures = new RollingLimit(FAILURES - 1, HOUR);
    private final RateLimit mails = RateLimit.of(1, HOUR);

    public LoginNotices(AccountStore store, Mailer mailer, ProvenAddresses proven, Places places) {
        this.store = store;
        this.mailer = mailer;
        this.proven = proven;
        this.places = places;
    }

    /** Whether a session is from somewhere that is not known of the person; to be asked before it is added. */
    boolean isFromSomewhereNew(LoginSession session) {
        Instant since = session.createdAt().minus(UNSEEN);
        return !store.logins().wasSeen(session.userId(), session.device(), session.maskedAddress(), since)
                || isInNewCountry(session, since);
    }

    /** An address of which nobody knows where it is says nothing. */
    private boolean isInNewCountry(LoginSession session, Instant since) {
        return !session.country().equals(Place.UNKNOWN.country())
                && !store.logins().wasSeenIn(session.userId(), session.country(), since);
    }

    /** Where somebody logs in, to be kept with the session. */
    String countryOf(Call call) {
        return places.of(call, call.clientAddress()).country();
    }

    void tellOfNew(User user, LoginSession session) {
        if (wants(user, Profile::tellsNewSession)) {
            mailer.send(Mail.of(MailTemplate.NEW_LOGIN, user.email())
                    .with("device", session.device())
                    .with("network", session.maskedAddress())
                    .with("country", Locale.of("", session.country()).getDisplayCountry(Locale.ENGLISH))
                    .with("time", session.createdAt().toString()));
        }
    }

    /** Counts a failure; every fifth and later one within an hour is a reason, but for one mail an hour. */
    void failed(User user, Instant now) {
        boolean isTooMany = !failures.take(user.id(), now).isZero();
        if (isTooMany
                && wants(user, Profile::tellsFailedLogins)
                && mails.take(user.id(), now).isZero()) {
            Mail mail = Mail.of(MailTemplate.FAILED_LOGINS, user.email()).with("count", Integer.toString(FAILURES));
            mailer.sendUnnoticed(() -> Optional.of(mail));
        }
    }

    private boolean wants(User user, Predicate<Profile> notice) {
        Optional<Profile> profile = store.profiles().of(user.id());
        return !user.disabled() && profile.filter(notice).isPresent() && proven.sendFor(user.id());
    }
}
