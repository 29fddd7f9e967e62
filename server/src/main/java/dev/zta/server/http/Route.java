package dev.zta.server.http;

import dev.zta.core.access.Action;

/**
 * One method on one path. The declared action is checked before the handler runs; there is no way to make a route without.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}; a {@code GET} route answers
 *     {@code HEAD} too, and every path answers {@code OPTIONS}
 * @param path as in api/openapi.yaml, for instance {@code /api/sites/{id}}; a last part {@code {name*}} takes the rest of the
 *     path, slashes included
 * @param policy what the frame does before and after the handler
 */
public record Route(String method, String path, Action action, RoutePolicy policy, Handler handler) {
    /** Answers a call; throws {@link ApiException} for every refusal. Runs on a virtual thread and may block. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call);
    }

    /** A route of the API as most are. */
    public Route(String method, String path, Action action, Handler handler) {
        this(method, path, action, RoutePolicy.API, handler);
    }

    /** The same route with a text of its own for failures of the server. */
    public Route failingWith(String text) {
        return with(policy.failingWith(text));
    }

    /** The same route under another policy. */
    public Route with(RoutePolicy other) {
        return new Route(method, path, action, other, handler);
    }
}
