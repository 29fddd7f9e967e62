package dev.zta.duckdb.packed;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Makes the blocks of a unit: its pieces, one after the other, then its texts. Takes sessions in the order of their visitors,
 * and hits in that of sessions.
 */
public final class UnitWriter {
    /** Of files that it wrote. */
    public static final int FORMAT = 2;

    /** As many as are kept in memory while a unit is read or written. */
    private static final int MOST_TEXTS = 100_000;

    private final BlockFiles.Blocks blocks;
    private final Map<TextColumn, Map<String, Integer>> numbers = new EnumMap<>(TextColumn.class);
    private final Map<String, Integer> paths = new LinkedHashMap<>();
    private PieceBuilder piece = new PieceBuilder();

    /** What is stored of a session; a session's hits are its pageviews and events. */
    public record SessionRow(
            int visitor,
            boolean bounced,
            int pageviews,
            int events,
            int timedPageviews,
            long pageMillis,
            int durationMs,
            int startMs,
            Map<TextColumn, String> texts) {}

    /** Nothing written yet. */
    public UnitWriter(BlockFiles.Blocks blocks) {
        this.blocks = blocks;
        for (TextColumn column : TextColumn.values()) {
            numbers.put(column, column.isPath() ? paths : new LinkedHashMap<>());
        }
    }

    /** The next session. */
    public void add(SessionRow row) {
        piece.add(row);
        row.texts.forEach((column, text) -> piece.addText(column, number(numbersOf(column), text)));
    }

    /**
     * The next hit.
     *
     * @param pageMillis time on page, if it is known
     */
    public void addHit(boolean isPageview, String path, OptionalInt pageMillis, int atMs) {
        piece.addHit(
                isPageview ? number(paths, path) + 1 : 0,
                pageMillis.isPresent() ? pageMillis.getAsInt() + 1L : 0,
                atMs);
    }

    private Map<String, Integer> numbersOf(TextColumn column) {
        return Objects.requireNonNull(numbers.get(column));
    }

    private static int number(Map<String, Integer> numbers, String text) {
        return numbers.computeIfAbsent(text, _ -> numbers.size());
    }

    /** Ends a piece with whole visitors. */
    public void endPiece() throws IOException {
        for (byte[] block : piece.piece().blocks()) {
            blocks.add(block);
        }
        piece = new PieceBuilder();
    }

    /** Whether there are more texts than a unit may have. */
    public boolean isTooMuch() {
        int texts = paths.size();
        for (TextColumn column : TextColumn.values()) {
            texts += column.isPath() ? 0 : numbersOf(column).size();
        }
        return texts > MOST_TEXTS;
    }

    /** Ends the unit. */
    public void end() throws IOException {
        ByteWriter writer = new ByteWriter().texts(paths.keySet());
        for (TextColumn column : TextColumn.values()) {
            if (!column.isPath()) {
                writer.texts(numbersOf(column).keySet());
            }
        }
        blocks.add(writer.toBytes());
    }
}
