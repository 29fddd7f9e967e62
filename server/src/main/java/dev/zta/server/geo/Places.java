package dev.zta.server.geo;

import dev.zta.core.event.Place;
import dev.zta.server.http.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a visitor is (contract: track, "Country"): what a trusted proxy says, else what the local file says. Never a remote
 * look-up, never a city. Thread-safe.
 */
public final class Places {
    private static final List<String> COUNTRY_HEADERS = List.of("CF-IPCountry", "X-Country");
    private static final List<String> REGION_HEADERS = List.of("CF-Region", "X-Region");
    private static final int MAX_REGION = 100;

    private final Function<String, Place> database;

    /**
     * Looks addresses up.
     *
     * @param database what a file says of an address, {@link Place#UNKNOWN} where it says nothing
     */
    public Places(Function<String, Place> database) {
        this.database = database;
    }

    /** The place of a call's own visitor. */
    public Place of(Call call, String address) {
        return (call.isFromTrustedProxy() ? said(call) : Optional.<Place>empty()).orElseGet(() -> of(address));
    }

    /** The place of an address. */
    public Place of(String address) {
        return database.apply(address);
    }

    private static Optional<Place> said(Call call) {
        return first(call, COUNTRY_HEADERS)
                .map(country -> country.toUpperCase(Locale.ROOT))
                .filter(Places::isCountry)
                .map(country -> new Place(
                        country,
                        first(call, REGION_HEADERS).filter(Places::isRegion).orElse(Place.UNKNOWN.region())));
    }

    private static Optional<String> first(Call call, List<String> headers) {
        for (String header : headers) {
            Optional<String> value = call.header(header).map(String::strip).filter(text -> !text.isEmpty());
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Two letters that stand for a country: proxies use {@code XX} for unknown and {@code T1} for Tor. */
    private static boolean isCountry(String code) {
        return code.length() == 2 && code.chars().allMatch(c -> c >= 'A' && c <= 'Z') && !code.equals("XX");
    }

    private static boolean isRegion(String name) {
        return name.length() <= MAX_REGION && name.chars().noneMatch(Character::isISOControl);
    }
}
