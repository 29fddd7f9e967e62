package dev.zta.duckdb.packed;

import dev.zta.duckdb.packed.UnitWriter.SessionRow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects the columns of one piece of a unit. */
final class PieceBuilder {
    private final LongList visitors = new LongList();
    private final LongList bounces = new LongList();
    private final LongList pageviews = new LongList();
    private final LongList events = new LongList();
    private final LongList timedPageviews = new LongList();
    private final LongList pageMillis = new LongList();
    private final LongList durations = new LongList();
    private final LongList starts = new LongList();
    private final Map<TextColumn, LongList> texts = new EnumMap<>(TextColumn.class);
    private final LongList hitPaths = new LongList();
    private final LongList hitMillis = new LongList();
    private final LongList hitTimes = new LongList();
    private int lastVisitor = -1;

    PieceBuilder() {
        for (TextColumn column : TextColumn.values()) {
            texts.put(column, new LongList());
        }
    }

    /** The next session, without its texts. */
    void add(SessionRow row) {
        visitors.add(row.visitor() == lastVisitor ? 0 : 1);
        lastVisitor = row.visitor();
        bounces.add(row.bounced() ? 1 : 0);
        pageviews.add(row.pageviews());
        events.add(row.events());
        timedPageviews.add(row.timedPageviews());
        pageMillis.add(row.pageMillis());
        durations.add(row.durationMs());
        starts.add(row.startMs());
    }

    /** One of the session's texts. */
    void addText(TextColumn column, int number) {
        Objects.requireNonNull(texts.get(column)).add(number);
    }

    /**
     * The next hit.
     *
     * @param path number of its path and 1; 0: none
     * @param pageMillisAndOne time on page and 1; 0: not known
     */
    void addHit(int path, long pageMillisAndOne, int atMs) {
        hitPaths.add(path);
        hitMillis.add(pageMillisAndOne);
        hitTimes.add(atMs);
    }

    PackedPiece piece() {
        return new PackedPiece(
                sessions(),
                new ByteWriter().column(hitPaths).column(hitMillis).toBytes(),
                new ByteWriter().column(starts).column(hitTimes).toBytes());
    }

    private byte[] sessions() {
        ByteWriter writer = new ByteWriter();
        List.of(visitors, bounces, pageviews, events, timedPageviews, durations, pageMillis)
                .forEach(writer::column);
        texts.values().forEach(writer::column);
        return writer.toBytes();
    }
}
