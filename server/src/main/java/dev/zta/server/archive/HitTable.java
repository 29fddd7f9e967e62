package dev.zta.server.archive;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Detail;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import dev.zta.server.report.Csv;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of the tables in a site's archive: UTF-8, LF, quotes where needed (contract: sites; RFC 4180). */
final class HitTable {
    static final String PAGEVIEWS =
            "timestamp,path,referrer,utm_source,utm_medium,utm_campaign,device,browser,os,country,"
                    + "region,time_on_page,is_bounce\n";
    static final String EVENTS = "timestamp,event_type,event_name,category,label,value,path,device,country\n";

    private static final String EVENT_TYPE = "event";
    private static final DateTimeFormatter TIMES =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private HitTable() {}

    /** Time on page in whole seconds, empty when unknown. */
    static String line(StoredPageview view) {
        Campaign campaign = view.source().campaign();
        return line(
                time(view.time()),
                view.path(),
                view.source().referrerDomain(),
                campaign.source(),
                campaign.medium(),
                campaign.name(),
                view.client().device().label(),
                view.client().browser(),
                view.client().os(),
                view.place().country(),
                view.place().region(),
                view.timeOnPage().map(HitTable::seconds).orElse(""),
                Boolean.toString(view.bounced()));
    }

    static String line(StoredEvent event) {
        Detail.CustomEvent detail = event.detail();
        return line(
                time(event.time()),
                EVENT_TYPE,
                detail.action(),
                detail.category(),
                detail.label(),
                detail.value()
                        .map(value -> value.stripTrailingZeros().toPlainString())
                        .orElse(""),
                event.path(),
                event.client().device().label(),
                event.place().country());
    }

    private static String time(Instant time) {
        return TIMES.format(time);
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3)
                .setScale(0, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String line(String... cells) {
        return Stream.of(cells).map(Csv::guardedCell).collect(Collectors.joining(",", "", "\n"));
    }
}
