package dev.zta.core.access;

/** Whose account has access (contract: auth, {@code canAccess}). Asked at each request: an implementation answers from memory. */
@FunctionalInterface
public interface Subscribers {
    /** Where nobody has to pay. */
    Subscribers EVERYBODY = _ -> true;

    /** Whether an account can be used, beyond what is needed to pay or to leave. */
    boolean canAccess(String userId);
}
