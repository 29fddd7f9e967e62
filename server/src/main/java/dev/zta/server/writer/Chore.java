package dev.zta.server.writer;

import java.time.Duration;

/** A piece of work that the writer thread does again and again. */
@FunctionalInterface
interface Chore {
    /**
     * Does the next small part of it, so that others get their turn.
     *
     * @return when it wants to be called again; zero: as soon as the others had their turn
     */
    Duration work();
}
