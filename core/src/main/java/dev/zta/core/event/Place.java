package dev.zta.core.event;

/**
 * Where a visitor is, no finer than a region.
 *
 * @param country ISO 3166-1 alpha-2 in upper case, {@code ZZ} when unknown
 * @param region the region's name, else its code, {@code Unknown} when unknown
 */
public record Place(String country, String region) {
    public static final Place UNKNOWN = new Place("ZZ", "Unknown");
}
