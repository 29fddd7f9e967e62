package dev.zta.core.activity;

import java.util.Arrays;
import java.util.Optional;

/** What an act is about (contract: activity-log, "Types and actions"). */
public enum ActivityType {
    AUTH("auth"),
    SITE("site"),
    TEAM("team"),
    API_KEY("api_key"),
    GOAL("goal"),
    FUNNEL("funnel"),
    ALERT("alert"),
    WEBHOOK("webhook"),
    EXPORT("export"),
    SETTINGS("settings"),
    SECURITY("security"),
    BILLING("billing"),
    IMPORT("import"),
    ANNOTATION("annotation");

    private final String code;

    ActivityType(String code) {
        this.code = code;
    }

    /** The type of this name, if there is one. */
    public static Optional<ActivityType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** The name in requests, answers and the store. */
    public String code() {
        return code;
    }
}
