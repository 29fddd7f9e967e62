package dev.zta.core.query;

import java.util.Arrays;
import java.util.Comparator;

/** The order of text in every report (contract: stats, "Rounding"). */
public final class TextOrder {
    /** Unlike the order of Java's own units, it puts what lies beyond the basic plane behind what lies in it. */
    public static final Comparator<String> BY_CODE_POINT = (left, right) ->
            Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());

    private TextOrder() {}
}
