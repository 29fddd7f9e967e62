package dev.zta.core.imports;

import dev.zta.core.event.Event;

/** What became of one line of a log: exactly one of these. */
public sealed interface LineOutcome {
    LineOutcome DUPLICATE = new Duplicate();

    /** A pageview to be stored. */
    record Imported(Event event) implements LineOutcome {}

    /** Imported before. */
    record Duplicate() implements LineOutcome {}

    record Dropped(ImportDrop reason) implements LineOutcome {}

    /**
     * Not a line of the format, or nothing that may be stored.
     *
     * @param reason for the person who imports, without any text of the line
     */
    record Rejected(String reason) implements LineOutcome {}
}
