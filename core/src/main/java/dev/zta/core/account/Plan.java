package dev.zta.core.account;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an account may have (contract: auth, "GET /api/user/status"; sites, "Limits"; api-keys, "Limits"). An empty limit is
 * none.
 */
public enum Plan {
    FREE("free", 3, 2, 1, 10_000, 90, 90),
    PRO("pro", 10, 10, 5, 100_000, 365, 730),
    BUSINESS("business", 50, 50, 20, 1_000_000, 730, 1825),
    ENTERPRISE("enterprise", Plan.UNLIMITED, Plan.UNLIMITED, Plan.UNLIMITED, Plan.UNLIMITED, 730, Plan.UNLIMITED);

    private static final int UNLIMITED = -1;

    private final String code;
    private final int sites;
    private final int apiKeys;
    private final int people;
    private final int pageviewsAMonth;
    private final int defaultRetentionDays;
    private final int longestRetentionDays;

    Plan(
            String code,
            int sites,
            int apiKeys,
            int people,
            int pageviewsAMonth,
            int defaultRetentionDays,
            int longestRetentionDays) {
        this.code = code;
        this.sites = sites;
        this.apiKeys = apiKeys;
        this.people = people;
        this.pageviewsAMonth = pageviewsAMonth;
        this.defaultRetentionDays = defaultRetentionDays;
        this.longestRetentionDays = longestRetentionDays;
    }

    /** The plan of this name, if there is one. */
    public static Optional<Plan> of(String code) {
        return Arrays.stream(values()).filter(plan -> plan.code.equals(code)).findFirst();
    }

    /** The name in requests, answers and settings. */
    public String code() {
        return code;
    }

    /** Most sites that an account owns. */
    public OptionalInt sites() {
        return limit(sites);
    }

    /** Most keys that are neither revoked nor expired. */
    public OptionalInt apiKeys() {
        return limit(apiKeys);
    }

    /** Most people of a team, its owner included (contract: teams, "Limits"). */
    public OptionalInt people() {
        return limit(people);
    }

    /** Most goals of an account. */
    public OptionalInt goals() {
        return switch (this) {
            case FREE -> OptionalInt.of(5);
            case PRO -> OptionalInt.of(50);
            case BUSINESS -> OptionalInt.of(200);
            case ENTERPRISE -> OptionalInt.empty();
        };
    }

    /** Most annotations of a site. */
    public OptionalInt annotations() {
        return switch (this) {
            case FREE -> OptionalInt.of(10);
            case PRO -> OptionalInt.of(100);
            case BUSINESS -> OptionalInt.of(500);
            case ENTERPRISE -> OptionalInt.empty();
        };
    }

    /** Pageviews a calendar month (UTC), over all sites that the account owns. */
    public OptionalLong pageviewsAMonth() {
        return pageviewsAMonth == UNLIMITED ? OptionalLong.empty() : OptionalLong.of(pageviewsAMonth);
    }

    /** For how many days a new site keeps its events. */
    public int defaultRetentionDays() {
        return defaultRetentionDays;
    }

    /** For how many days a site may keep its events at most. */
    public OptionalInt longestRetentionDays() {
        return limit(longestRetentionDays);
    }

    private static OptionalInt limit(int value) {
        return value == UNLIMITED ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
