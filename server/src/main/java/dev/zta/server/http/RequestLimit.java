package dev.zta.server.http;

import dev.zta.core.access.Principal;
import java.util.Map;

/** The general limit of calls per user, or per client address without one (contract: api-keys, "Rules of all endpoints"). */
public interface RequestLimit {
    /**
     * Counts a call.
     *
     * @param path the route's path as it is declared
     * @return headers that every answer to the call has from here on, refusals too; mostly none
     * @throws ApiException 429 with {@code Retry-After} when the caller has none left
     */
    Map<String, String> take(Principal principal, String path, String clientAddress);
}
