package dev.zta.server.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chosen numbers in the shape of the contract (stats-api, "Response"); field names are those of the JSON.
 *
 * @param results rows: the date or the property's value first, then the metrics in the order of the request
 * @param query the request
 * @param totals of the whole period
 * @param pagination of breakdowns only
 */
record QueryAnswer(
        List<Map<String, Object>> results,
        Map<String, Object> query,
        Map<String, Object> totals,
        @JsonInclude(Include.NON_ABSENT) Optional<Pagination> pagination) {

    /**
     * Which of the rows these are.
     *
     * @param total how many there are in all
     */
    record Pagination(long total, int limit, int offset, boolean hasMore) {
        static Pagination of(long total, QueryRequest request, int shown) {
            return new Pagination(total, request.limit(), request.offset(), (long) request.offset() + shown < total);
        }
    }
}
