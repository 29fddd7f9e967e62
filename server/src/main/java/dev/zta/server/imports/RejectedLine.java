package dev.zta.server.imports;

/**
 * A line that could not be read as what it should be.
 *
 * @param line its number in the content, from 1
 * @param reason what is wrong with it; never quotes the line
 */
public record RejectedLine(long line, String reason) {}
