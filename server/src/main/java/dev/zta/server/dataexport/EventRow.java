package dev.zta.server.dataexport;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.store.StoredEvent;
import dev.zta.server.http.Json;
import dev.zta.server.report.AttributeView;
import dev.zta.server.report.CellText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A custom or automatic event.
 *
 * @param timestamp whole seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
record EventRow(
        Instant timestamp,
        String eventType,
        String eventName,
        Data eventData,
        String pagePath,
        String device,
        String country) {
    private static final String EVENT = "event";

    /**
     * What came with the event. A documented part that is absent is {@code null} in JSON; properties and revenue are there only
     * where an event has any (contract: beyond, "Event properties and revenue").
     */
    record Data(
            Optional<String> category,
            Optional<String> label,
            Optional<BigDecimal> value,
            @JsonInclude(Include.NON_ABSENT) Optional<Map<String, Object>> properties,
            @JsonInclude(Include.NON_ABSENT) Optional<AttributeView.Money> revenue) {}

    /** Rows whose data becomes one JSON text in CSV. */
    static RowForm<StoredEvent> form(Json json) {
        return new RowForm<>(
                "Timestamp,Event Type,Event Name,Event Data,Page,Device,Country",
                EventRow::of,
                event -> of(event).cells(json));
    }

    private static EventRow of(StoredEvent event) {
        return new EventRow(
                event.time().truncatedTo(ChronoUnit.SECONDS),
                EVENT,
                event.detail().action(),
                data(event),
                event.path(),
                event.client().device().label(),
                event.place().country());
    }

    private static Data data(StoredEvent event) {
        CustomEvent detail = event.detail();
        return new Data(
                given(detail.category()),
                given(detail.label()),
                detail.value().map(CellText::plain),
                AttributeView.properties(event.attributes()),
                AttributeView.revenue(event.attributes()));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private List<String> cells(Json json) {
        return List.of(
                CellText.time(timestamp),
                eventType,
                eventName,
                new String(json.write(eventData), StandardCharsets.UTF_8),
                pagePath,
                device,
                country);
    }
}
