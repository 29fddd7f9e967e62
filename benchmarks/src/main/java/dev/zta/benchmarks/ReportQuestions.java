package dev.zta.benchmarks;

import dev.zta.server.stats.StatsRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What made stores are asked, by numbers of rounds. */
final class ReportQuestions {
    private static final List<String> COUNTRIES = List.of("US", "DE", "GB", "FR", "NL", "IN", "BR", "JP");
    private static final List<String> DEVICES = List.of("desktop", "mobile", "tablet");
    private static final int LAST_DAYS = 10;
    private static final int ROWS = 10;

    private ReportQuestions() {}

    static String country(int round) {
        return "country==" + COUNTRIES.get(round % COUNTRIES.size());
    }

    static String device(int round) {
        return "device==" + DEVICES.get(round % DEVICES.size());
    }

    static String page(int round) {
        return "page==/section-" + round % 40 + "/*";
    }

    /** Days up to one of the last ten; every tenth question's range includes the open day and is a day longer than those before. */
    static StatsRequest days(int count, int round, String filters) {
        return days(count + round / LAST_DAYS, round, filters, ROWS);
    }

    /** The same with the same number of days always; every tenth question asks for one row more. */
    static StatsRequest exactDays(int count, int round, String filters) {
        return days(count, round, filters, ROWS + round / LAST_DAYS);
    }

    private static StatsRequest days(int count, int round, String filters, int rows) {
        LocalDate last = StoreFiller.TODAY.minusDays(round % LAST_DAYS);
        Map<String, String> parameters = Map.of(
                "startDate", last.minusDays(count - 1L).toString(),
                "endDate", last.toString(),
                "limit", Integer.toString(rows),
                "filters", filters);
        return request(parameters, StoreFiller.NOW);
    }

    static StatsRequest hours(int round) {
        return request(Map.of("period", "24h"), StoreFiller.NOW.plusSeconds(61L * round));
    }

    private static StatsRequest request(Map<String, String> parameters, Instant now) {
        return StatsRequest.parse(
                name -> Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty()),
                StoreFiller.ZONE,
                now);
    }
}
