package dev.zta.core.collect;

import java.util.Optional;

/** What a beacon reports (contract: track, field {@code type}). */
public enum BeaconType {
    PAGEVIEW("pageview"),
    EVENT("event"),
    ENGAGEMENT("engagement"),
    HEARTBEAT("heartbeat");

    private final String code;

    BeaconType(String code) {
        this.code = code;
    }

    /** The text on the wire. */
    public String code() {
        return code;
    }

    static Optional<BeaconType> of(String code) {
        return switch (code) {
            case "pageview" -> Optional.of(PAGEVIEW);
            case "event" -> Optional.of(EVENT);
            case "engagement" -> Optional.of(ENGAGEMENT);
            case "heartbeat" -> Optional.of(HEARTBEAT);
            default -> Optional.empty();
        };
    }
}
