package dev.zta.server.activity;

import dev.zta.core.access.Principal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.User;
import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Origin;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.address.Browser;
import dev.zta.server.address.MaskedAddress;
import dev.zta.server.http.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How features write entries: {@code activity.by(call).on(site).record(SITE_UPDATED, target, metadata)}, together with the act
 * inside {@link #together}. It adds who acts (with the key, when one does), from where, and whose log the entry belongs to:
 * the owner's of the site concerned, else the acting user's (contract: activity-log, "What an entry is"). Thread-safe.
 */
public final class ActivityRecorder {
    private final AccountStore store;
    private final ActivityLog log;

    public ActivityRecorder(AccountStore store, ActivityLog log) {
        this.store = store;
        this.log = log;
    }

    /** Runs an act and the writing of its entries so that they succeed or fail together. */
    public <T> T together(Supplier<T> actAndEntries) {
        return store.together(actAndEntries);
    }

    /** What the caller of a request does. */
    public Circumstances by(Call call) {
        return switch (call.principal()) {
            case Principal.Login login -> by(login.userId(), call);
            case Principal.Key key -> by(key.userId(), call).with(metadataOf(key));
            case Principal.Operator _ -> byOperator("", call.receivedAt());
            case Principal.Nobody _ -> bySystem("", call.receivedAt());
        };
    }

    private Metadata metadataOf(Principal.Key key) {
        return Metadata.of("keyId", key.keyId())
                .withText("keyName", store.key(key.keyId()).map(ApiKey::name));
    }

    private Circumstances by(String userId, Call call) {
        return store.user(userId).map(user -> by(user, call)).orElseGet(() -> bySystem(userId, call.receivedAt()));
    }

    /** What somebody does who has no credential yet, or not in this request: who registers, logs in, follows a mail. */
    public Circumstances by(User user, Call call) {
        return new Circumstances(
                call.receivedAt(),
                user.id(),
                Optional.of(Actor.of(user.id(), user.email(), user.name())),
                Optional.of(origin(call.clientAddress(), call.header("User-Agent"))),
                Optional.empty(),
                Metadata.NONE);
    }

    /** What an unknown person does to an account: a failed login. */
    public Circumstances byStranger(String accountId, Call call) {
        return new Circumstances(
                call.receivedAt(),
                accountId,
                Optional.empty(),
                Optional.of(origin(call.clientAddress(), call.header("User-Agent"))),
                Optional.empty(),
                Metadata.NONE);
    }

    /**
     * What the operator does by the command line of the machine.
     *
     * @param accountId whose log it belongs to where no site is concerned
     */
    public Circumstances byOperator(String accountId, Instant at) {
        return new Circumstances(
                at, accountId, Optional.of(Actor.OPERATOR), Optional.empty(), Optional.empty(), Metadata.NONE);
    }

    /**
     * What happens by itself.
     *
     * @param accountId whose log it belongs to where no site is concerned
     */
    public Circumstances bySystem(String accountId, Instant at) {
        return new Circumstances(at, accountId, Optional.empty(), Optional.empty(), Optional.empty(), Metadata.NONE);
    }

    private static Origin origin(String clientAddress, Optional<String> userAgent) {
        return new Origin(MaskedAddress.of(clientAddress), Browser.describe(userAgent));
    }

    /** Who, when and from where; what was done is still to be said. Immutable. */
    public final class Circumstances {
        private final Instant at;
        private final String accountId;
        private final Optional<Actor> actor;
        private final Optional<Origin> origin;
        private final Optional<SiteId> site;
        private final Metadata more;

        private Circumstances(
                Instant at,
                String accountId,
                Optional<Actor> actor,
                Optional<Origin> origin,
                Optional<SiteId> site,
                Metadata more) {
            this.at = at.truncatedTo(ChronoUnit.MILLIS);
            this.accountId = accountId;
            this.actor = actor;
            this.origin = origin;
            this.site = site;
            this.more = more;
        }

        /** A site is concerned: the entry belongs to its owner. */
        public Circumstances on(Site concerned) {
            return new Circumstances(at, concerned.ownerId(), actor, origin, Optional.of(concerned.id()), more);
        }

        /** A site may be concerned. */
        public Circumstances on(Optional<SiteId> concerned) {
            return concerned.flatMap(store::find).map(this::on).orElse(this);
        }

        /** The same at another time: what was begun then happens now. */
        public Circumstances at(Instant instant) {
            return new Circumstances(instant, accountId, actor, origin, site, more);
        }

        private Circumstances with(Metadata other) {
            return new Circumstances(at, accountId, actor, origin, site, other);
        }

        /** Writes the entry, inside the transaction around it. */
        public void record(ActivityAction action, Target target, Metadata metadata) {
            if (!accountId.isEmpty()) {
                log.record(act(action, Optional.of(target), metadata));
            }
        }

        /** Writes an entry of something done to nothing in particular. */
        public void record(ActivityAction action, Metadata metadata) {
            if (!accountId.isEmpty()) {
                log.record(act(action, Optional.empty(), metadata));
            }
        }

        /**
         * Counts an hourly act, without waiting.
         *
         * @param subject what there is one entry an hour for, for instance a key's id
         */
        public void count(ActivityAction action, String subject, Target target, Metadata metadata) {
            if (!accountId.isEmpty()) {
                log.count(act(action, Optional.of(target), metadata), subject);
            }
        }

        private Act act(ActivityAction action, Optional<Target> target, Metadata metadata) {
            return new Act(at, action, accountId, actor, target, site, metadata.and(more), origin);
        }
    }
}
