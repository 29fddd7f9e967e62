package dev.zta.server.audit;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code GET /api/activity-log} (contract: activity-log). */
public final class ActivityFeature implements Feature {
    private static final String DEFAULT_PERIOD = "7d";
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 100;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");

    private final ActivityLog log;
    private final Access access;
    private final ActivityRetention retention;

    public ActivityFeature(ActivityLog log, Access access, ActivityRetention retention) {
        this.log = log;
        this.access = access;
        this.retention = retention;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/activity-log", Action.READ_ACTIVITY, this::read)
                .failingWith("Failed to get activity log"));
    }

    private Answer read(Call call) {
        ActivityRequest request = ActivityRequest.read(call, DEFAULT_PERIOD);
        int limit = limit(call);
        long offset = number(call, "offset", 0, ActivityError.OFFSET);
        ActivityQuery query = request.admitted(call, access, Action.READ_ACTIVITY, retention);
        long total = log.total(query);
        return Answer.ok(answer(log.find(query, limit, offset), total, limit, offset));
    }

    private static int limit(Call call) {
        long limit = number(call, "limit", DEFAULT_LIMIT, ActivityError.LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw ActivityError.LIMIT.exception();
        }
        return (int) limit;
    }

    /** A number of more digits than fit is out of bounds like any other wrong one. */
    private static long number(Call call, String name, long absent, ActivityError error) {
        return call.query(name)
                .map(text -> WHOLE.matcher(text).matches() ? Long.parseLong(text) : refuse(error))
                .orElse(absent);
    }

    private static Long refuse(ActivityError error) {
        throw error.exception();
    }

    private static Map<String, Object> answer(List<ActivityEntry> page, long total, int limit, long offset) {
        Map<String, Object> pagination = new LinkedHashMap<>();
        pagination.put("total", total);
        pagination.put("limit", limit);
        pagination.put("offset", offset);
        pagination.put("hasMore", offset + page.size() < total);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("activities", page.stream().map(ActivityViews::of).toList());
        answer.put("pagination", pagination);
        return answer;
    }
}
