package dev.zta.duckdb;

import dev.zta.core.site.SiteId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Small numbers for site ids, and what changed when. In memory whole, since sites are few. Read by any thread. */
final class Sites {
    private record Row(SiteId id, int number, long version) {}

    private final Map<SiteId, Row> rows = new ConcurrentHashMap<>();

    void load(Session session) throws SQLException {
        List<Row> stored = session.query(
                Sql.of("SELECT id, number, version FROM site"),
                row -> new Row(new SiteId(row.getString(1)), row.getInt(2), row.getLong(3)));
        rows.clear();
        stored.forEach(row -> rows.put(row.id, row));
    }

    Optional<Integer> number(SiteId id) {
        return Optional.ofNullable(rows.get(id)).map(Row::number);
    }

    /** The id of a number; the number is one that this gave out. */
    SiteId id(int number) {
        return rows.values().stream()
                .filter(row -> row.number == number)
                .map(Row::id)
                .findFirst()
                .orElseThrow();
    }

    long version(SiteId id) {
        return Optional.ofNullable(rows.get(id)).map(Row::version).orElse(0L);
    }

    /** The site's number, which it gets at first sight. */
    int resolve(Session session, SiteId id) throws SQLException {
        Optional<Integer> known = number(id);
        if (known.isPresent()) {
            return known.get();
        }
        int number = rows.values().stream().mapToInt(Row::number).max().orElse(0) + 1;
        session.execute(Sql.of("INSERT INTO site VALUES (?, ?, 0)", number, id.value()));
        rows.put(id, new Row(id, number, 0));
        return number;
    }

    /** Marks sites as changed. */
    void touch(Session session, Collection<Integer> numbers, long version) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        session.execute("UPDATE site SET version = " + version + " WHERE number IN "
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }

    /** Shows the change to readers, once it is committed. */
    void publish(Collection<Integer> numbers, long version) {
        rows.replaceAll((id, row) -> numbers.contains(row.number) ? new Row(id, row.number, version) : row);
    }

    void remove(Session session, int number) throws SQLException {
        session.execute("DELETE FROM site WHERE number = " + number);
    }

    void forget(SiteId id) {
        rows.remove(id);
    }
}
