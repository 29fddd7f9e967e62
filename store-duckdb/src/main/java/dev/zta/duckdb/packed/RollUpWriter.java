package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Makes the blocks of roll-ups: paths, which several dimensions have in common, and for each dimension its keys and their sums
 * of all measures.
 */
public final class RollUpWriter {
    /** Of files that it wrote; another order of dimensions or measures is another format. */
    public static final int FORMAT =
            Objects.hash(1, Arrays.toString(Dimension.values()), Arrays.toString(Measure.values()));

    private static final int MOST_ROWS = 200_000;

    private final Map<String, Integer> paths = new LinkedHashMap<>();
    private final Map<Dimension, Rows> rows = new EnumMap<>(Dimension.class);
    private int count;
    private boolean hasNegative;

    /** The rows of one dimension. */
    private static final class Rows {
        private final Map<String, Integer> keys;
        private final LongList numbers = new LongList();
        private final List<LongList> sums;

        Rows(Map<String, Integer> keys) {
            this.keys = keys;
            sums = Stream.generate(LongList::new).limit(Measure.values().length).toList();
        }

        byte[] packed(boolean hasOwnKeys) {
            ByteWriter writer = new ByteWriter();
            if (hasOwnKeys) {
                writer.texts(keys.keySet());
            }
            writer.column(numbers);
            sums.forEach(writer::column);
            return writer.toBytes();
        }
    }

    /**
     * The next row.
     *
     * @param sums of all measures in their order
     */
    public void add(Dimension by, String key, long[] sums) {
        Rows own = rows.computeIfAbsent(by, _ -> new Rows(PackedCount.isByPath(by) ? paths : new LinkedHashMap<>()));
        own.numbers.add(own.keys.computeIfAbsent(key, _ -> own.keys.size()));
        for (int i = 0; i < sums.length; i++) {
            hasNegative |= sums[i] < 0;
            own.sums.get(i).add(Math.max(0, sums[i]));
        }
        count++;
    }

    /** Whether there are more rows than a file may have, or sums below 0 as values of events may have. */
    public boolean isTooMuch() {
        return hasNegative || count > MOST_ROWS;
    }

    /** Ends the file. */
    public void end(BlockFiles.Blocks blocks) throws IOException {
        blocks.add(new ByteWriter().texts(paths.keySet()).toBytes());
        for (Dimension by : RollUpFile.ORDER) {
            Rows own = rows.get(by);
            blocks.add(own == null ? new byte[0] : own.packed(!PackedCount.isByPath(by)));
        }
    }
}
