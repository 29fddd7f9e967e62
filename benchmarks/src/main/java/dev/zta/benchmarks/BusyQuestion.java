package dev.zta.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A kind of question that is asked while beacons come in, another one in each of some hundred rounds.
 *
 * @param query what follows the site in the address, by the round
 */
record BusyQuestion(String what, IntFunction<String> query) {
    private static final int LAST_DAYS = 10;
    private static final int ROWS = 10;
    private static final int MOST_ROWS = 100;

    static final List<BusyQuestion> ALL = List.of(
            new BusyQuestion("30 days", round -> days(30, round)),
            new BusyQuestion("30 days, one filter", round -> days(30, round) + filters(one(round))),
            new BusyQuestion("30 days, two filters", round -> days(30, round) + filters(two(round))),
            new BusyQuestion("12 months", round -> days(365, round)),
            new BusyQuestion("24 hours", round -> "&period=24h&limit=" + (ROWS + round % (MOST_ROWS - ROWS))));

    String path(String site, int round) {
        return "/api/stats?siteId=" + site + query.apply(round);
    }

    /** Days up to one of the last ten, the open day in every tenth question; every ten questions ask for one row more. */
    private static String days(int count, int round) {
        LocalDate last = StoreFiller.TODAY.minusDays(round % LAST_DAYS);
        return "&startDate=" + last.minusDays(count - 1L) + "&endDate=" + last + "&limit=" + (ROWS + round / LAST_DAYS);
    }

    private static String one(int round) {
        return switch (round % 3) {
            case 0 -> ReportQuestions.country(round);
            case 1 -> ReportQuestions.device(round / 3);
            default -> ReportQuestions.page(round);
        };
    }

    private static String two(int round) {
        String other = round % 2 == 0 ? ReportQuestions.device(round) : ReportQuestions.page(round);
        return ReportQuestions.country(round / 2) + ";" + other;
    }

    private static String filters(String text) {
        return "&filters=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
