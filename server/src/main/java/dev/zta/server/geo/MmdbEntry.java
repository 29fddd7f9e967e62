package dev.zta.server.geo;

import dev.zta.core.event.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry of a MaxMind-format file says, in the two layouts that are about: flat ({@code country_code}, {@code state1})
 * and nested ({@code country.iso_code}, {@code subdivisions[0].names.en}). A city is not looked at.
 */
final class MmdbEntry {
    private MmdbEntry() {}

    static Optional<Place> place(Map<?, ?> entry) {
        return country(entry)
                .filter(code -> code.length() == 2)
                .map(code ->
                        new Place(code.toUpperCase(Locale.ROOT), region(entry).orElse(Place.UNKNOWN.region())));
    }

    private static Optional<String> country(Map<?, ?> entry) {
        return text(entry, "country_code").or(() -> text(map(entry, "country"), "iso_code"));
    }

    private static Optional<String> region(Map<?, ?> entry) {
        Map<?, ?> largest =
                entry.get("subdivisions") instanceof List<?> parts && parts.getFirst() instanceof Map<?, ?> part
                        ? part
                        : Map.of();
        return text(map(largest, "names"), "en")
                .or(() -> text(largest, "iso_code"))
                .or(() -> text(entry, "state1"));
    }

    private static Map<?, ?> map(Map<?, ?> entry, String name) {
        return entry.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static Optional<String> text(Map<?, ?> entry, String name) {
        return entry.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
