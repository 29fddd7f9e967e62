package dev.zta.core.collect;

import dev.zta.core.event.Client;
import java.util.Optional;

/** Reads user agents. Immutable, thread-safe. */
public final class AgentReader {
    private final BotPatterns bots;

    public AgentReader(BotPatterns bots) {
        this.bots = bots;
    }

    /**
     * What a user agent tells.
     *
     * @param userAgent the raw header, empty without one
     */
    public Agent read(String userAgent) {
        Optional<String> bot = bots.find(userAgent);
        return new Agent(userAgent, bot.isPresent() ? Client.UNKNOWN : UserAgent.parse(userAgent), bot);
    }
}
