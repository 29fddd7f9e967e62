package dev.zta.server.http;

import dev.zta.core.access.Principal;
import java.util.Optional;

/** Finds out who is asking. Thread-safe. */
public interface Authenticator {
    /**
     * The caller behind a credential; {@code NOBODY} without one.
     *
     * @param authorization the {@code Authorization} header as it came
     * @param call from where it comes: for the limit of failed attempts and for the activity log
     * @throws dev.zta.core.access.AccessRefusedException 401 when a credential came and is not good
     * @throws ApiException 429 after too many of these
     */
    Principal authenticate(Optional<String> authorization, Call call);

    /**
     * Is told that a call with this credential was let through: the rate limit, the scope and the site limit allow it.
     *
     * @param call with the same {@code Authorization} header
     */
    default void accepted(Principal principal, Call call) {}
}
