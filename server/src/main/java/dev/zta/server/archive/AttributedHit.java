package dev.zta.server.archive;

import dev.zta.core.event.Attributes;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import dev.zta.server.report.AttributeView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A pageview or event to which the site added something, as it stands in {@code properties.json} of a site's archive; what is
 * absent is {@code null}.
 *
 * @param eventType {@code pageview} or {@code event}
 * @param eventName of events
 */
@JsonNaming(SnakeCaseStrategy.class)
record AttributedHit(
        Instant timestamp,
        String eventType,
        Optional<String> eventName,
        String path,
        Optional<Map<String, Object>> properties,
        Optional<AttributeView.Money> revenue) {
    static AttributedHit of(StoredPageview view) {
        return of(view.time(), "pageview", Optional.empty(), view.path(), view.attributes());
    }

    static AttributedHit of(StoredEvent event) {
        return of(event.time(), "event", Optional.of(event.detail().action()), event.path(), event.attributes());
    }

    private static AttributedHit of(
            Instant time, String type, Optional<String> name, String path, Attributes attributes) {
        return new AttributedHit(
                time, type, name, path, AttributeView.properties(attributes), AttributeView.revenue(attributes));
    }

    boolean hasAny() {
        return properties.isPresent() || revenue.isPresent();
    }
}
