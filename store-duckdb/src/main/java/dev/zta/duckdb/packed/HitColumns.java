package dev.zta.duckdb.packed;

/** The hits of a {@link PackedPiece}, by session. Arrays are not to be changed. */
final class HitColumns {
    static final HitColumns NOT_READ = new HitColumns(new int[0], new int[0]);

    private final int[] paths;
    private final int[] millis;

    private HitColumns(int[] paths, int[] millis) {
        this.paths = paths;
        this.millis = millis;
    }

    static HitColumns read(byte[] packed) {
        if (packed.length == 0) {
            return NOT_READ;
        }
        ByteReader reader = new ByteReader(packed);
        return new HitColumns(reader.column(), reader.column());
    }

    /** Number of the path, counted from 1; 0: a custom event. */
    int[] paths() {
        return paths;
    }

    /** Time on page in milliseconds, and 1; 0: not known. */
    int[] millis() {
        return millis;
    }
}
