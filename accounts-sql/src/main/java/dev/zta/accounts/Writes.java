package dev.zta.accounts;

import java.util.function.BiConsumer;

/** Reading and writing for the part of the store that one subject is. */
interface Writes {
    <T> T read(Database.Work<T> work);

    /**
     * Writes, and then tells memory, before any other writer can come between.
     *
     * @param afterwards tells memory, with what the work returned
     */
    <T> T write(Database.Work<T> work, BiConsumer<Memory, T> afterwards);

    /** Writes what memory does not hold. */
    default <T> T write(Database.Work<T> work) {
        return write(work, (_, _) -> {});
    }
}
