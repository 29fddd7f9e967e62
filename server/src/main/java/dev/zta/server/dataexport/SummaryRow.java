package dev.zta.server.dataexport;

import static dev.zta.core.query.Metric.BOUNCE_RATE;
import static dev.zta.core.query.Metric.PAGEVIEWS_COUNT;
import static dev.zta.core.query.Metric.SESSIONS_COUNT;
import static dev.zta.core.query.Metric.TIME_ON_PAGE;
import static dev.zta.core.query.Metric.VISITORS_COUNT;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A site-local day.
 *
 * @param bounceRate percent, one decimal
 * @param avgTimeOnPage whole seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
record SummaryRow(
        LocalDate date,
        BigDecimal pageviews,
        BigDecimal uniqueVisitors,
        BigDecimal sessions,
        long bounces,
        BigDecimal bounceRate,
        BigDecimal avgTimeOnPage) {
    static final RowForm<SummaryRow> FORM = new RowForm<>(
            "Date,Pageviews,Unique Visitors,Sessions,Bounces,Bounce Rate,Avg Time on Page",
            row -> row,
            SummaryRow::cells);

    static SummaryRow of(LocalDate date, Measures measures) {
        return new SummaryRow(
                date,
                PAGEVIEWS_COUNT.of(measures),
                VISITORS_COUNT.of(measures),
                SESSIONS_COUNT.of(measures),
                measures.get(Measure.BOUNCES),
                BOUNCE_RATE.of(measures),
                TIME_ON_PAGE.of(measures));
    }

    private List<String> cells() {
        return List.of(
                date.toString(),
                pageviews.toPlainString(),
                uniqueVisitors.toPlainString(),
                sessions.toPlainString(),
                Long.toString(bounces),
                bounceRate.toPlainString() + "%",
                avgTimeOnPage.toPlainString() + "s");
    }
}
