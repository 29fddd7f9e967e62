package dev.zta.duckdb;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Device;
import dev.zta.core.event.Place;
import dev.zta.core.event.Revenue;
import dev.zta.core.event.Source;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Selects hits from the tables that hold them, derived or closed, and reads them. */
final class HitRows {
    private static final Map<String, Channel> CHANNELS = byName(Channel.values(), Channel::label);
    private static final Map<String, Device> DEVICES = byName(Device.values(), Device::label);
    private static final String TEXTS = Table.names(Schema.RECORD_TEXTS);

    private static final String WITH_BOUNCE = """
            SELECT hit.*, session.bounced FROM ($HITS) hit JOIN ($SESSIONS) session ON session.session = hit.session
            $SORT
            """;

    /** Of an open unit, whose hits lie apart from what they tell of their visitors. */
    private static final String OPEN_PAGEVIEWS = """
            SELECT hit.session, record.at_ms, record.arrival AS tie, hit.page_ms, $TEXTS
            FROM (FROM open_record WHERE $CONDITION) record
            JOIN (FROM open_hit WHERE $CONDITION) hit ON hit.arrival = record.arrival
            """;

    private HitRows() {}

    private static <T> Map<String, T> byName(T[] values, Function<T, String> name) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(name, value -> value));
    }

    /** The table in which a unit's hits of all kinds have their time. */
    static Table table(UnitRow unit) {
        return unit.state().isOpen() ? Schema.OPEN_RECORD : Schema.CLOSED_HIT;
    }

    static Sql customEvents(HitRange range) {
        String tie = range.unit().state().isOpen() ? "arrival" : "tie";
        return Sql.of("SELECT at_ms, " + TEXTS + " FROM " + table(range.unit()).name() + " WHERE "
                + range.condition(RecordKind.EVENT) + range.cut(tie));
    }

    static Sql pageviews(HitRange range) {
        String condition = range.condition(RecordKind.PAGEVIEW);
        if (!range.unit().state().isOpen()) {
            return withBounce(
                    range,
                    "SELECT session, at_ms, tie, page_ms, " + TEXTS + " FROM closed_hit WHERE " + condition,
                    Schema.CLOSED_SESSION);
        }
        String hits = OPEN_PAGEVIEWS
                .replace("$TEXTS", "record." + TEXTS.replace(", ", ", record."))
                .replace("$CONDITION", condition);
        return withBounce(range, "FROM (" + hits + ")", Schema.OPEN_SESSION);
    }

    private static Sql withBounce(HitRange range, String hits, Table sessions) {
        return Sql.of(WITH_BOUNCE
                .replace("$HITS", hits + range.cut("tie"))
                .replace(
                        "$SESSIONS", "SELECT session, bounced FROM " + sessions.name() + " WHERE " + range.ofSessions())
                .replace("$SORT", range.sort("hit.at_ms", "hit.tie")));
    }

    static StoredPageview pageview(ResultSet row, Instant time) throws SQLException {
        long pageMillis = row.getLong("page_ms");
        Optional<Duration> timeOnPage = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(pageMillis));
        return new StoredPageview(
                time,
                row.getString("path"),
                source(row),
                client(row),
                place(row),
                timeOnPage,
                row.getBoolean("bounced"),
                attributes(row));
    }

    static StoredEvent customEvent(ResultSet row, Instant time) throws SQLException {
        Detail.CustomEvent detail = new Detail.CustomEvent(
                row.getString("action"),
                row.getString("category"),
                row.getString("label"),
                decimal(row, "value"),
                row.getBoolean("interactive"));
        return new StoredEvent(time, row.getString("path"), client(row), place(row), detail, attributes(row));
    }

    private static Optional<BigDecimal> decimal(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static Attributes attributes(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new Attributes(
                PropertyText.read(row.getString("properties")),
                decimal(row, "revenue").map(amount -> new Revenue(amount, currency)));
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                row.getString("referrer"),
                named(CHANNELS, row.getString("channel")),
                new Campaign(
                        row.getString("utm_source"),
                        row.getString("utm_medium"),
                        row.getString("utm_campaign"),
                        row.getString("utm_term"),
                        row.getString("utm_content")));
    }

    private static Client client(ResultSet row) throws SQLException {
        return new Client(
                named(DEVICES, row.getString("device")),
                row.getString("browser"),
                row.getString("browser_version"),
                row.getString("os"),
                row.getString("os_version"),
                row.getString("screen"));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getString("country"), row.getString("region"));
    }

    private static <T> T named(Map<String, T> values, String name) {
        T value = values.get(name);
        if (value == null) {
            throw new StoreException("The event store holds an unknown channel or device");
        }
        return value;
    }
}
