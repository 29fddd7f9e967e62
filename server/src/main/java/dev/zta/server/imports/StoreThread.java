package dev.zta.server.imports;

import java.util.function.Supplier;

/** The one thread that writes to the event store. */
@FunctionalInterface
public interface StoreThread {
    /** Runs work there and waits for its result; what it throws comes out here. */
    <T> T call(Supplier<T> work);
}
