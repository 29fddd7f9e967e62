package dev.zta.server.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.zta.server.stats.StatsAnswer.Change;
import dev.zta.server.stats.StatsAnswer.Day;
import dev.zta.server.stats.StatsAnswer.Range;
import dev.zta.server.stats.StatsAnswer.Summary;
import java.util.List;
import java.util.Optional;

/**
 * All sites of a caller (contract: beyond, "All sites"); field names are those of the JSON, inside those of stats.md.
 *
 * @param sites in the order of the list of sites
 * @param total of the sites with numbers
 */
record OverviewAnswer(List<SiteRow> sites, Total total) {
    /**
     * One site: its numbers, or why there are none.
     *
     * @param error the contract's text where the site's account has no access
     */
    record SiteRow(
            String id,
            String domain,
            String name,
            @JsonInclude(Include.NON_ABSENT) Optional<Summary> summary,
            @JsonInclude(Include.NON_ABSENT) Optional<Change> change,
            @JsonInclude(Include.NON_ABSENT) Optional<List<Day>> timeseries,
            @JsonInclude(Include.NON_ABSENT) Optional<Range> range,
            @JsonInclude(Include.NON_ABSENT) Optional<String> error) {}

    /** Of all sites together, each by its own days. */
    record Total(Summary summary, Change change) {}
}
