package dev.zta.server.stats;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of everything that arrived (contract: track, "Completeness"); field names are those of the JSON.
 *
 * @param hours clock hours of the site's zone in which anything arrived, oldest first
 */
public record CompletenessAnswer(Totals totals, List<Hour> hours) {
    /**
     * The whole period.
     *
     * @param received the sum of all the others
     * @param dropped by every reason there is
     * @param rejected by every reason there is
     * @param bots which patterns matched how often, most first
     */
    public record Totals(
            long received, long stored, Map<String, Long> dropped, Map<String, Long> rejected, List<Bot> bots) {}

    /**
     * One clock hour.
     *
     * @param dropped by the reasons that occurred
     * @param rejected by the reasons that occurred
     */
    public record Hour(
            Instant hour, long received, long stored, Map<String, Long> dropped, Map<String, Long> rejected) {}

    /** A pattern of the bot list. */
    public record Bot(String pattern, long count) {}
}
