package dev.zta.server.imports;

import dev.zta.core.event.Event;

/** What becomes of a line. */
public sealed interface LineVerdict {
    LineVerdict TOO_LONG = new Reject("longer than 64 KiB");

    /** A pageview. */
    record Keep(Event event) implements LineVerdict {}

    /**
     * Read, and not wanted.
     *
     * @param reason one of the contract's words, for instance {@code not_a_page}
     */
    record Drop(String reason) implements LineVerdict {}

    /**
     * Not what it should be.
     *
     * @param reason never quotes the line
     */
    record Reject(String reason) implements LineVerdict {}
}
