package dev.zta.server.accounts;

import dev.zta.server.http.ApiException;

/** Subscriptions for which money is asked elsewhere. */
@FunctionalInterface
public interface LiveSubscriptions {
    /** Where nothing is sold. */
    LiveSubscriptions NONE = _ -> {};

    /**
     * Sees to it that nothing more is asked of an account that is about to be deleted; waits for the payment provider.
     *
     * @throws ApiException 502 with the contract's text when that can't be done now
     */
    void cancelAllOf(String userId);
}
