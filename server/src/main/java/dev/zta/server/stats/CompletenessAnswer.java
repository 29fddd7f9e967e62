package dev.zta.server.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of everything that arrived (contract: track, "Completeness"); field names are those of the JSON.
 *
 * @param hours clock hours of the site's zone in which anything arrived, oldest first
 * @param journalDamage what the installation has lost, whatever the site and the period; absent when it lost nothing
 */
public record CompletenessAnswer(
        Totals totals,
        List<Hour> hours,
        @JsonInclude(Include.NON_ABSENT) Optional<List<Lost>> journalDamage) {
    /**
     * The whole period.
     *
     * @param received the sum of all the others
     * @param dropped by every reason there is
     * @param rejected by every reason there is
     * @param bots which patterns matched how often, most first
     * @param propertyLimit how many properties of stored events were left out, since the site has as many names as it may
     *     have; beside the sum
     */
    public record Totals(
            long received,
            long stored,
            Map<String, Long> dropped,
            Map<String, Long> rejected,
            List<Bot> bots,
            @JsonProperty("property_limit") long propertyLimit) {}

    /**
     * One clock hour.
     *
     * @param dropped by the reasons that occurred
     * @param rejected by the reasons that occurred
     * @param propertyLimit as in {@link Totals}; absent where it is 0
     */
    public record Hour(
            Instant hour,
            long received,
            long stored,
            Map<String, Long> dropped,
            Map<String, Long> rejected,

            @JsonInclude(Include.NON_DEFAULT) @JsonProperty("property_limit")
            long propertyLimit) {}

    /**
     * A stretch of the journal that was lost. A record holds the beacons, of any site, that were made durable together.
     *
     * @param records how many at most; 0 when nobody knows
     */
    public record Lost(long firstRecord, long lastRecord, long records, String description) {}

    /** A pattern of the bot list. */
    public record Bot(String pattern, long count) {}
}
