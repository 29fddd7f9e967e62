package dev.zta.core.imports;

/** What a line of a log turned out to be. */
public sealed interface ParsedLine permits AccessLogLine, ParsedLine.Malformed {
    /**
     * Not a line of the format.
     *
     * @param reason what is missing, without any text of the line
     */
    record Malformed(String reason) implements ParsedLine {}
}
