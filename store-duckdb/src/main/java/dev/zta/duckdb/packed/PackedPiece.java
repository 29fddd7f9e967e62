package dev.zta.duckdb.packed;

import java.util.List;

/**
 * The sessions of some visitors of a closed unit, and their hits, as columns by visitor, session and time; texts are numbers of
 * {@link UnitTexts}. Three blocks, of which the last two are read only where they are needed. Bytes are not to be changed.
 */
final class PackedPiece {
    static final int BLOCKS = 3;

    private final byte[] sessions;
    private final byte[] hits;
    private final byte[] times;

    PackedPiece(byte[] sessions, byte[] hits, byte[] times) {
        this.sessions = sessions;
        this.hits = hits;
        this.times = times;
    }

    /** Everything of sessions but their beginning. */
    byte[] sessions() {
        return sessions;
    }

    /** Path and time on page of each hit; a custom event has no path. Empty if they were not read. */
    byte[] hits() {
        return hits;
    }

    /** When sessions began and hits came, milliseconds since the unit's first instant. Empty if they were not read. */
    byte[] times() {
        return times;
    }

    List<byte[]> blocks() {
        return List.of(sessions, hits, times);
    }
}
