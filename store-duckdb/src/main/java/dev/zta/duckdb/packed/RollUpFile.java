package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.duckdb.packed.PackedCount.Wanted;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Roll-ups as {@link RollUpWriter} made them. */
final class RollUpFile {
    /** Of the blocks behind the first. */
    static final List<Dimension> ORDER = List.of(Dimension.values());

    private final BlockFile file;
    private final Keys pathKeys;
    private Optional<int[]> paths = Optional.empty();

    /**
     * The rows of a file.
     *
     * @param pathKeys the keys of all sums {@link PackedCount#isByPath by path}
     */
    RollUpFile(BlockFile file, Keys pathKeys) {
        this.file = file;
        this.pathKeys = pathKeys;
    }

    /** Adds the rows of each wanted dimension. */
    void addTo(List<Wanted> wanted) throws IOException {
        for (Wanted one : wanted) {
            byte[] block = file.block(1 + ORDER.indexOf(one.by()));
            if (block.length > 0) {
                add(one, new ByteReader(block));
            }
        }
    }

    private void add(Wanted one, ByteReader rows) throws IOException {
        int[] keys = PackedCount.isByPath(one.by()) ? paths() : keys(one, rows.texts());
        int[] places = rows.column();
        for (int i = 0; i < places.length; i++) {
            places[i] = keys[places[i]];
        }
        for (Measure measure : Measure.values()) {
            if (one.sums().wants(measure)) {
                one.sums().add(measure, places, rows.longColumn());
            } else {
                rows.skipColumn();
            }
        }
    }

    /** All days are one row of a total. */
    private static int[] keys(Wanted one, Texts texts) {
        Keys keys = one.sums().keys();
        if (one.isTotal()) {
            int[] places = new int[texts.size()];
            Arrays.fill(places, keys.place(""));
            return places;
        }
        return places(texts, keys);
    }

    /** Looked up once for all dimensions of paths. */
    private int[] paths() throws IOException {
        if (paths.isEmpty()) {
            paths = Optional.of(places(new ByteReader(file.block(0)).texts(), pathKeys));
        }
        return paths.get();
    }

    private static int[] places(Texts texts, Keys keys) {
        int[] places = new int[texts.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = texts.placeIn(keys, i);
        }
        return places;
    }

    /** Whether files hold the dimension's rows; those of hours depend on the time zone that is asked for. */
    static boolean holds(Dimension by) {
        return by != Dimension.HOUR;
    }
}
