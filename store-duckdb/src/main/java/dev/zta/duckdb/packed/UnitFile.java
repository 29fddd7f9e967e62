package dev.zta.duckdb.packed;

import java.io.IOException;

/** The blocks of a unit as {@link UnitWriter} made them. */
final class UnitFile {
    private static final byte[] NOT_READ = {};

    private final BlockFile file;

    UnitFile(BlockFile file) {
        this.file = file;
    }

    UnitTexts texts() throws IOException {
        return new UnitTexts(file.block(file.size() - 1));
    }

    int pieces() {
        return (file.size() - 1) / PackedPiece.BLOCKS;
    }

    /**
     * A piece, counted from 0.
     *
     * @param hasHits whether hits are wanted; else they are empty
     * @param hasTimes the same of times
     */
    PackedPiece piece(int number, boolean hasHits, boolean hasTimes) throws IOException {
        int first = number * PackedPiece.BLOCKS;
        return new PackedPiece(
                file.block(first),
                hasHits ? file.block(first + 1) : NOT_READ,
                hasTimes ? file.block(first + 2) : NOT_READ);
    }
}
