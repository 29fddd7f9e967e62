package dev.zta.core.event;

import java.util.HexFormat;

/**
 * The 128-bit hash of a visitor of one site on one site-local day. It can't be linked to another day or site, since the
 * salt it was keyed with is destroyed when the day ends.
 *
 * @param high the first 8 bytes of the hash, big-endian
 * @param low the last 8 bytes
 */
public record Visitor(long high, long low) {
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
