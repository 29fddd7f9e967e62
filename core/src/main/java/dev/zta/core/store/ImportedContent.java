package dev.zta.core.store;

/**
 * Content of a log that was imported: enough to know it again, and a file that begins with it, without keeping any line.
 *
 * @param bytes its decompressed length
 * @param sha256 hex of the hash over these bytes
 * @param lines how many lines these bytes hold
 */
public record ImportedContent(long bytes, String sha256, long lines) {}
