package dev.zta.core.account;

import dev.zta.core.account.Billing.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an account stands at a moment (contract: auth, table under "GET /api/user/status").
 *
 * @param plan as it is shown
 * @param limits whose limits hold
 * @param accessEndedAt since when it has no access; empty: it has
 * @param trial that goes on, or has expired
 * @param subscription as it is shown
 */
public record Standing(
        Status status,
        Plan plan,
        Plan limits,
        Optional<Instant> accessEndedAt,
        Optional<Trial> trial,
        Optional<Subscription> subscription) {
    private static final Duration DAY = Duration.ofDays(1);

    /** For how long sites of an account without access are recorded (contract: auth, "canAccess false"). */
    private static final Duration RECORDED_WITHOUT_ACCESS = Duration.ofDays(30);

    /** The shown states of an account. */
    public enum Status {
        TRIAL("trial"),
        ACTIVE("active"),
        PAST_DUE("past_due"),
        CANCELED("canceled"),
        EXPIRED("expired");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** The name in answers. */
        public String code() {
            return code;
        }
    }

    /** With a plan that is paid, given or free. */
    public static Standing active(Plan plan) {
        return new Standing(Status.ACTIVE, plan, plan, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Standing trying(Trial trial) {
        return new Standing(
                Status.TRIAL, Plan.FREE, trial.plan(), Optional.empty(), Optional.of(trial), Optional.empty());
    }

    static Standing expired(Trial trial) {
        return new Standing(
                Status.EXPIRED,
                Plan.FREE,
                Plan.FREE,
                Optional.of(trial.endsAt()),
                Optional.of(trial),
                Optional.empty());
    }

    static Standing pastDue(Plan plan, Instant graceEnd, Instant now) {
        return new Standing(Status.PAST_DUE, plan, plan, reached(graceEnd, now), Optional.empty(), Optional.empty());
    }

    static Standing canceled(Plan plan, Instant paidUntil, Instant now) {
        Optional<Instant> ended = reached(paidUntil, now);
        Plan left = ended.isPresent() ? Plan.FREE : plan;
        return new Standing(Status.CANCELED, left, left, ended, Optional.empty(), Optional.empty());
    }

    private static Optional<Instant> reached(Instant end, Instant now) {
        return now.isBefore(end) ? Optional.empty() : Optional.of(end);
    }

    Standing with(Optional<Subscription> shown) {
        return new Standing(status, plan, limits, accessEndedAt, trial, shown);
    }

    public boolean canAccess() {
        return accessEndedAt.isEmpty();
    }

    /** Until when its sites are recorded at all; empty: as long as it has access. */
    public Optional<Instant> recordedUntil() {
        return accessEndedAt.map(end -> end.plus(RECORDED_WITHOUT_ACCESS));
    }

    /** Whether its sites are recorded, as far as its access goes. */
    public boolean isRecordedAt(Instant now) {
        return recordedUntil().filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** The plan by whose limit its sites are recorded: while it has no access the one that it had (contract: track, "Plan limit"). */
    public Plan recordedBy() {
        return canAccess()
                ? limits
                : trial.map(Trial::plan)
                        .or(() -> subscription.map(Subscription::plan))
                        .orElse(limits);
    }

    /** The plan that is being tried, as long as it is. */
    public Optional<Plan> trialPlan() {
        return status == Status.TRIAL ? trial.map(Trial::plan) : Optional.empty();
    }

    /** Whole days until the trial ends, the day that has begun included; negative afterwards. */
    public Optional<Long> daysLeft(Instant now) {
        return trial.map(
                tried -> Math.ceilDiv(Duration.between(now, tried.endsAt()).toMillis(), DAY.toMillis()));
    }
}
