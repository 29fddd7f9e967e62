package dev.zta.server.track;

import dev.zta.core.collect.Beacon;
import java.util.Optional;

/**
 * One event of a body, with the visitor that a server may name.
 *
 * @param beacon the event
 * @param clientIp the visitor's address, unchecked
 * @param clientUserAgent the visitor's user agent
 */
record Element(Beacon beacon, Optional<String> clientIp, Optional<String> clientUserAgent) {
    @Override
    public String toString() {
        return "Element";
    }
}
