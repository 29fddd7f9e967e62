package dev.zta.server.auth;

import dev.zta.core.account.ApiKey;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Call;

/** What the activity log is told of keys at work: one entry for each key, network and hour (contract: api-keys, "Use of a key"). */
final class KeyActivity {
    private final ActivityRecorder activity;

    KeyActivity(ActivityRecorder activity) {
        this.activity = activity;
    }

    void used(ApiKey key, User user, Call call) {
        activity.by(user, call)
                .on(key.limitedTo())
                .count(
                        ActivityAction.API_KEY_USED,
                        key.id(),
                        target(key),
                        Metadata.of("keyId", key.id()).with("name", key.name()));
    }

    /** Who holds a key that is no longer good is not known; like a failed login the entry has no actor. */
    void failed(ApiKey key, String reason, Call call) {
        activity.byStranger(key.userId(), call)
                .on(key.limitedTo())
                .count(
                        ActivityAction.API_KEY_AUTH_FAILED,
                        key.id(),
                        target(key),
                        Metadata.of("keyId", key.id()).with("reason", reason));
    }

    private static Target target(ApiKey key) {
        return Target.of("api_key", key.id(), key.name());
    }
}
