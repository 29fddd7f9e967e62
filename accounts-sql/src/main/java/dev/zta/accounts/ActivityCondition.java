package dev.zta.accounts;

import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.ActivityQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a query asks of entries, as SQL.
 *
 * @param where with a question mark for each value
 */
record ActivityCondition(String where, List<Object> values) {
    static ActivityCondition of(ActivityQuery query) {
        StringBuilder where = new StringBuilder(" WHERE account_id = ? AND at >= ? AND at < ?");
        List<Object> values = new ArrayList<>(List.of(query.accountId(), query.from(), query.until()));
        query.site().ifPresent(site -> {
            where.append(" AND site_id = ?");
            values.add(site.value());
        });
        query.type().ifPresent(type -> addActions(ActivityAction.of(type), where, values));
        query.action().ifPresent(action -> addActions(List.of(action), where, values));
        query.userId().ifPresent(userId -> {
            where.append(" AND (actor_id = ? OR (action = ? AND target_id = ?))");
            values.addAll(List.of(userId, ActivityAction.AUTH_FAILED_LOGIN.code(), userId));
        });
        return new ActivityCondition(where.toString(), List.copyOf(values));
    }

    private static void addActions(List<ActivityAction> actions, StringBuilder where, List<Object> values) {
        where.append(" AND action IN (")
                .append(String.join(", ", Collections.nCopies(actions.size(), "?")))
                .append(')');
        actions.forEach(action -> values.add(action.code()));
    }

    /** The values, and those of what follows the condition. */
    Object[] valuesAnd(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }
}
