package dev.zta.duckdb;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Revenue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/** Writes events as rows of {@link Schema#OPEN_RECORD}, in its order of columns. */
final class EventRows implements AutoCloseable {
    private static final int VALUE_SCALE = 4;

    private final DuckDBAppender rows;

    EventRows(Session session) throws SQLException {
        rows = session.appender(Schema.OPEN_RECORD);
    }

    void add(int unit, int arrival, Event event) throws SQLException {
        rows.beginRow();
        rows.append(unit);
        rows.append(arrival);
        rows.append((int) Duration.between(event.day().startsAt(), event.time()).toMillis());
        rows.append(RecordKind.of(event.detail()).code());
        // The engine wants the low half first.
        rows.appendHugeInt(event.visitor().low(), event.visitor().high());
        rows.append(event.sessionHint());
        rows.append(pageId(event.detail()));
        addTexts(event);
        addDetail(event.detail(), event.attributes());
        rows.endRow();
    }

    private static long pageId(Detail detail) {
        return switch (detail) {
            case Detail.Pageview(long pageId) -> pageId;
            case Detail.CustomEvent _ -> 0;
            case Detail.Engagement engagement -> engagement.pageId();
            case Detail.Heartbeat heartbeat -> heartbeat.pageId();
        };
    }

    private void addTexts(Event event) throws SQLException {
        Campaign campaign = event.source().campaign();
        Client client = event.client();
        rows.append(event.path());
        rows.append(event.source().referrerDomain());
        rows.append(event.source().channel().label());
        rows.append(campaign.source());
        rows.append(campaign.medium());
        rows.append(campaign.name());
        rows.append(client.device().label());
        rows.append(client.browser());
        rows.append(client.os());
        rows.append(event.place().country());
        rows.append(event.place().region());
        rows.append(campaign.term());
        rows.append(campaign.content());
        rows.append(client.browserVersion());
        rows.append(client.osVersion());
        rows.append(client.screen());
    }

    /**
     * Columns from action on: action, category, label, value, interactive, properties, revenue, currency, time_ms, scroll,
     * ends_bounce.
     */
    private void addDetail(Detail detail, Attributes attributes) throws SQLException {
        switch (detail) {
            case Detail.Pageview _ -> {
                addAction("", "", "", Optional.empty(), false);
                addAttributes(attributes);
                addReading(Optional.empty(), Optional.empty(), false);
            }
            case Detail.CustomEvent event -> {
                addAction(event.action(), event.category(), event.label(), event.value(), event.isInteractive());
                addAttributes(attributes);
                addReading(Optional.empty(), Optional.empty(), false);
            }
            case Detail.Engagement engagement -> {
                addAction("", "", "", Optional.empty(), false);
                addAttributes(attributes);
                Optional<Integer> scroll = engagement.maxScrollPercent().isPresent()
                        ? Optional.of(engagement.maxScrollPercent().getAsInt())
                        : Optional.empty();
                addReading(engagement.timeOnPage(), scroll, engagement.endsBounce());
            }
            case Detail.Heartbeat heartbeat -> {
                addAction("", "", "", Optional.empty(), false);
                addAttributes(attributes);
                addReading(heartbeat.timeOnPage(), Optional.empty(), false);
            }
        }
    }

    private void addAction(
            String action, String category, String label, Optional<BigDecimal> value, boolean isInteractive)
            throws SQLException {
        rows.append(action);
        rows.append(category);
        rows.append(label);
        addDecimal(value);
        rows.append(isInteractive);
    }

    private void addAttributes(Attributes attributes) throws SQLException {
        rows.append(PropertyText.of(attributes.properties()));
        addDecimal(attributes.revenue().map(Revenue::amount));
        rows.append(attributes.revenue().map(Revenue::currency).orElse(""));
    }

    private void addDecimal(Optional<BigDecimal> value) throws SQLException {
        if (value.isPresent()) {
            rows.append(value.get().setScale(VALUE_SCALE, RoundingMode.HALF_UP));
        } else {
            rows.appendNull();
        }
    }

    private void addReading(Optional<Duration> time, Optional<Integer> scrollPercent, boolean endsBounce)
            throws SQLException {
        if (time.isPresent()) {
            rows.append((int) time.get().toMillis());
        } else {
            rows.appendNull();
        }
        if (scrollPercent.isPresent()) {
            rows.append(scrollPercent.get().byteValue());
        } else {
            rows.appendNull();
        }
        rows.append(endsBounce);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
