package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import java.util.Arrays;
import java.util.Optional;

/** Which place among keys each text of a unit has; looked up when it is met first. */
final class Places {
    static final int NONE = -1;
    private static final int NOT_LOOKED_UP = -2;

    private final Keys keys;
    private final Texts texts;
    private final Dimension by;
    private final int[] known;

    /**
     * Places of texts.
     *
     * @param by what the texts' keys stand for
     */
    Places(Keys keys, Texts texts, Dimension by) {
        this.keys = keys;
        this.texts = texts;
        this.by = by;
        known = new int[texts.size()];
        Arrays.fill(known, NOT_LOOKED_UP);
    }

    /** The place of a text; {@link #NONE} if it stands for none. */
    int of(int text) {
        int place = known[text];
        if (place == NOT_LOOKED_UP) {
            place = lookedUp(text);
            known[text] = place;
        }
        return place;
    }

    private int lookedUp(int text) {
        if (TextColumn.isKey(by)) {
            return texts.placeIn(keys, text);
        }
        Optional<String> key = TextColumn.key(by, texts.get(text));
        return key.isPresent() ? keys.place(key.get()) : NONE;
    }

    /** The places of the texts of some sessions. */
    int[] of(int[] textOfSession, int[] sessions) {
        int[] places = new int[sessions.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = of(textOfSession[sessions[i]]);
        }
        return places;
    }
}
