package dev.zta.core.collect;

import dev.zta.core.event.Client;
import java.util.Optional;

/**
 * A user agent and what was read from it. Lives in memory only, for the request (or the import) at hand; prints nothing.
 *
 * @param text the raw header, empty without one; needed for the visitor's hash and nothing else
 * @param client device, browser and system; no screen
 * @param bot the pattern that says it is a bot
 */
public record Agent(String text, Client client, Optional<String> bot) {
    @Override
    public String toString() {
        return "Agent";
    }
}
