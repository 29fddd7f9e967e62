package dev.zta.duckdb.packed;

/** Times of a {@link PackedPiece}, milliseconds since its first instant. Arrays are not to be changed. */
final class TimeColumns {
    static final TimeColumns NOT_READ = new TimeColumns(new int[0], new int[0]);

    private final int[] starts;
    private final int[] hits;

    private TimeColumns(int[] starts, int[] hits) {
        this.starts = starts;
        this.hits = hits;
    }

    static TimeColumns read(byte[] packed) {
        if (packed.length == 0) {
            return NOT_READ;
        }
        ByteReader reader = new ByteReader(packed);
        return new TimeColumns(reader.column(), reader.column());
    }

    /** When each session began. */
    int[] starts() {
        return starts;
    }

    /** When each hit came. */
    int[] hits() {
        return hits;
    }
}
