package dev.zta.server.dataexport;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Client;
import dev.zta.core.store.StoredPageview;
import dev.zta.server.report.CellText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A pageview. Documented texts are empty where they are missing, additions absent.
 *
 * @param timestamp whole seconds
 * @param timeOnPage whole seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
record PageviewRow(
        Instant timestamp,
        String pagePath,
        String referrer,
        String utmSource,
        String utmMedium,
        String utmCampaign,
        String device,
        String browser,
        String os,
        String country,
        String region,
        Optional<BigDecimal> timeOnPage,
        boolean isBounce,
        Optional<String> utmTerm,
        Optional<String> utmContent,
        Optional<String> browserVersion,
        Optional<String> osVersion,
        Optional<String> screen) {
    static final RowForm<StoredPageview> FORM = new RowForm<>(
            "Timestamp,Page,Referrer,UTM Source,UTM Medium,UTM Campaign,Device,Browser,OS,Country,Region,"
                    + "Time on Page,Is Bounce",
            PageviewRow::of,
            view -> of(view).cells());

    static PageviewRow of(StoredPageview view) {
        Campaign campaign = view.source().campaign();
        Client client = view.client();
        return new PageviewRow(
                view.time().truncatedTo(ChronoUnit.SECONDS),
                view.path(),
                view.source().referrerDomain(),
                campaign.source(),
                campaign.medium(),
                campaign.name(),
                client.device().label(),
                client.browser(),
                client.os(),
                view.place().country(),
                view.place().region(),
                view.timeOnPage().map(CellText::seconds),
                view.bounced(),
                given(campaign.term()),
                given(campaign.content()),
                given(client.browserVersion()),
                given(client.osVersion()),
                given(client.screen()));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private List<String> cells() {
        return List.of(
                CellText.time(timestamp),
                pagePath,
                referrer,
                utmSource,
                utmMedium,
                utmCampaign,
                device,
                browser,
                os,
                country,
                region,
                timeOnPage.map(BigDecimal::toPlainString).orElse(""),
                Boolean.toString(isBounce));
    }
}
