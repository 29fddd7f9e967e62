package dev.zta.benchmarks;

import java.time.LocalDate;
import java.util.Locale;

/**
 * How much a made store holds.
 *
 * @param hits pageviews and custom events of all sites together
 * @param sites of the same size each
 * @param days the last of which is open
 */
record StoreSize(int hits, int sites, int days) {
    /** How many days are as many as the reports of a quarter ask for. */
    static final int QUARTER = 90;

    static final int YEAR = 365;

    /** Days that others are copies of; whole weeks. */
    private static final int MODEL_DAYS = 28;

    private static final int SMALL = 500_000;
    private static final int MOST_OF_QUARTER = 10_000_000;

    /** At the end of a store, after all copies: one day that closes and one that is open. */
    private static final int LAST_DAYS = 2;

    StoreSize {
        if (hits < 1 || sites < 1 || days <= LAST_DAYS) {
            throw new IllegalArgumentException("A store has hits, sites and more than " + LAST_DAYS + " days");
        }
    }

    int hitsOfSiteADay() {
        return hits / days / sites;
    }

    /** The day of a number, counted from 0. */
    LocalDate day(int number) {
        return StoreFiller.TODAY.minusDays(days - 1L - number);
    }

    /** The first day that follows the copies. */
    int endOfCopies() {
        return days - LAST_DAYS;
    }

    /** How many days at the beginning are made one by one; copies of them follow, but in stores small enough without. */
    int modelDays() {
        boolean isSmall = hits <= SMALL || (days <= QUARTER && hits <= MOST_OF_QUARTER);
        return isSmall ? endOfCopies() : Math.min(MODEL_DAYS, endOfCopies());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d hits of %,d sites over %d days", hits, sites, days);
    }
}
