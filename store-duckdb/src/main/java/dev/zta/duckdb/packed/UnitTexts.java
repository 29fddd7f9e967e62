package dev.zta.duckdb.packed;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The texts of a unit, by which the numbers in its columns are explained. */
final class UnitTexts {
    private final Texts paths;
    private final Map<TextColumn, Texts> texts = new EnumMap<>(TextColumn.class);

    UnitTexts(byte[] packed) {
        ByteReader reader = new ByteReader(packed);
        paths = reader.texts();
        for (TextColumn column : TextColumn.values()) {
            texts.put(column, column.isPath() ? paths : reader.texts());
        }
    }

    /** Paths of sessions and hits. */
    Texts paths() {
        return paths;
    }

    Texts of(TextColumn column) {
        return Objects.requireNonNull(texts.get(column));
    }
}
