package dev.zta.server.segments;

import dev.zta.core.account.Segment;
import dev.zta.core.query.Filter;
import dev.zta.core.query.FilterParser;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.Callers;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parameter {@code segment} of reports (contract: beyond, "Saved segments"). Thread-safe. */
public final class SegmentFilters {
    private static final int NOT_FOUND = 404;

    private final Function<String, Optional<Segment>> segments;

    /**
     * The filters of these segments.
     *
     * @param segments finds one by its id
     */
    public SegmentFilters(Function<String, Optional<Segment>> segments) {
        this.segments = segments;
    }

    /**
     * The filters of the segment that a call names, to be joined with its own; none when it names none. To be asked when the
     * caller's right to see the site is known.
     *
     * @throws ApiException 404 when the site has no such segment that the caller sees
     */
    public List<Filter> of(Call call, Site site) {
        return call.query("segment")
                .map(id -> FilterParser.parse(visible(call, site, id).filters()))
                .orElse(List.of());
    }

    private Segment visible(Call call, Site site, String id) {
        return segments.apply(id)
                .filter(segment -> segment.site().equals(site.id()))
                .filter(segment -> segment.isVisibleTo(Callers.userId(call.principal())))
                .orElseThrow(SegmentFilters::notFound);
    }

    static ApiException notFound() {
        return new ApiException(NOT_FOUND, "Segment not found");
    }
}
