package dev.zta.core.account;

import java.util.List;

/** What an account is told of its limit of pageviews, once a month each (contract: track, "Plan limit"). */
public enum LimitNotice {
    NEARLY_USED_UP("nearly_used_up", 80),
    USED_UP("used_up", 100),
    PAUSED("paused", 200);

    private static final List<LimitNotice> ALL = List.of(values());

    private final String code;
    private final int percent;

    LimitNotice(String code, int percent) {
        this.code = code;
        this.percent = percent;
    }

    /** The name in the store; never changed once released. */
    public String code() {
        return code;
    }

    /** The number of pageviews from which on it is due. */
    public long from(long limit) {
        return Math.ceilDiv(limit * percent, 100);
    }

    /** Those that are due, in the order in which they became so. */
    public static List<LimitNotice> due(long pageviews, long limit) {
        return ALL.stream().filter(notice -> pageviews >= notice.from(limit)).toList();
    }

    /** Whether one became due on the way from one number to a greater one. */
    public static boolean isDueBetween(long before, long after, long limit) {
        for (LimitNotice notice : ALL) {
            if (before < notice.from(limit) && notice.from(limit) <= after) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing more is recorded. */
    public static boolean isPaused(long pageviews, long limit) {
        return pageviews >= PAUSED.from(limit);
    }
}
