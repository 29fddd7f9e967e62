package dev.zta.core.journal;

/** Who follows the journal with a stored position of its own. Readers that keep nothing (the live view) need none. */
public enum ReaderName {
    /** Writes events into the event store; its position is also kept in the store, in the same transaction as the rows. */
    STORE_WRITER("store-writer");

    private final String code;

    ReaderName(String code) {
        this.code = code;
    }

    /** The name in the journal's files; never changed once released. */
    public String code() {
        return code;
    }
}
