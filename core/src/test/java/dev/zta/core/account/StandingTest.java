package dev.zta.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.Subscription.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: auth, table under "GET /api/user/status"; billing, "Semantics". */
class StandingTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant PERIOD_END = START.plus(Duration.ofDays(30));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what the account has | days later | status | plan shown | limits | access | days left
                "nothing    | 0    | active   | free     | free     | true  | -",
                "trial      | 0    | trial    | free     | business | true  | 14",
                "trial      | 0.1  | trial    | free     | business | true  | 14",
                "trial      | 13.9 | trial    | free     | business | true  | 1",
                "trial      | 14   | expired  | free     | free     | false | 0",
                "trial      | 15.5 | expired  | free     | free     | false | -1",
                "active     | 0    | active   | pro      | pro      | true  | -",
                "active     | 400  | active   | pro      | pro      | true  | -",
                "past_due   | 0    | past_due | pro      | pro      | true  | -",
                "past_due   | 43.9 | past_due | pro      | pro      | true  | -",
                "past_due   | 44   | past_due | pro      | pro      | false | -",
                "canceled   | 29.9 | canceled | pro      | pro      | true  | -",
                "canceled   | 30   | canceled | free     | free     | false | -",
                "incomplete | 0    | trial    | free     | business | true  | 14",
                "given      | 400  | active   | enterprise | enterprise | true | -",
                "chosen     | 400  | active   | free     | free     | true  | -",
            })
    void an_account_stands_as_the_table_says(
            String has, double days, String status, String plan, String limits, boolean access, String daysLeft) {
        Instant now = START.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
        Standing standing = billing(has).standingAt(now);
        assertThat(standing.status().code()).isEqualTo(status);
        assertThat(standing.plan().code()).isEqualTo(plan);
        assertThat(standing.limits().code()).isEqualTo(limits);
        assertThat(standing.canAccess()).isEqualTo(access);
        assertThat(standing.daysLeft(now).map(String::valueOf).orElse("-")).isEqualTo(daysLeft);
    }

    /** Contract: track, "Plan limit": recorded for 30 more days, by the limit that held before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what the account has | days later | by whose limit it is recorded | whether it is
                "nothing  | 0    | free     | true",
                "trial    | 13.9 | business | true",
                "trial    | 14   | business | true",
                "trial    | 43.9 | business | true",
                "trial    | 44   | business | false",
                "active   | 400  | pro      | true",
                "past_due | 73.9 | pro      | true",
                "past_due | 74   | pro      | false",
                "canceled | 59.9 | pro      | true",
                "canceled | 60   | pro      | false",
                "chosen   | 400  | free     | true",
            })
    void its_sites_are_recorded_for_30_days_without_access(
            String has, double days, String recordedBy, boolean isRecorded) {
        Instant now = START.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
        Standing standing = billing(has).standingAt(now);
        assertThat(standing.recordedBy().code()).isEqualTo(recordedBy);
        assertThat(standing.isRecordedAt(now)).isEqualTo(isRecorded);
    }

    private static Billing billing(String has) {
        Billing trial = Billing.NONE.trying(Trial.of(Plan.BUSINESS, START));
        return switch (has) {
            case "nothing" -> Billing.NONE;
            case "trial" -> trial;
            case "incomplete" -> trial.awaiting("cus_1", bought(Status.INCOMPLETE));
            case "given" -> trial.given(Plan.ENTERPRISE);
            case "chosen" -> trial.bought("cus_1", bought(Status.CANCELED)).given(Plan.FREE);
            default -> trial.bought("cus_1", bought(Status.of(has).orElseThrow()));
        };
    }

    private static Subscription bought(Status status) {
        return Subscription.begun("sub_1", Plan.PRO, START).in(status, START).until(Optional.of(PERIOD_END), false);
    }

    @Test
    void a_subscription_that_becomes_incomplete_leaves_the_account_as_it_was() {
        Billing before = Billing.NONE.bought("cus_1", bought(Status.PAST_DUE));
        Standing after = before.with(bought(Status.PAST_DUE).in(Status.INCOMPLETE, START))
                .standingAt(START);
        assertThat(after.status()).isEqualTo(Standing.Status.PAST_DUE);
        assertThat(after.subscription().map(Subscription::status)).contains(Status.INCOMPLETE);
    }

    @Test
    void grace_and_the_end_count_from_what_is_known_where_no_period_was_told() {
        Subscription untold = Subscription.begun("sub_1", Plan.PRO, START).in(Status.ACTIVE, START);
        Instant later = START.plus(Duration.ofDays(5));
        Standing pastDue = Billing.NONE
                .bought("cus_1", untold.in(Status.PAST_DUE, later))
                .standingAt(later.plus(Duration.ofDays(13)));
        assertThat(pastDue.canAccess()).isTrue();
        Standing canceled =
                Billing.NONE.bought("cus_1", untold.in(Status.CANCELED, later)).standingAt(later);
        assertThat(canceled.accessEndedAt()).contains(later);
    }
}
