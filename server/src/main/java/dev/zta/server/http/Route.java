package dev.zta.server.http;

import dev.zta.core.access.Action;

/**
 * One method on one path. The declared action is checked before the handler runs; there is no way to make a route without.
 *
 * @param method {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
 * @param path as in api/openapi.yaml, for instance {@code /api/sites/{id}}
 */
public record Route(String method, String path, Action action, Handler handler) {
    /** Answers a call; throws {@link ApiException} for every refusal. Runs on a virtual thread and may block. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call);
    }
}
