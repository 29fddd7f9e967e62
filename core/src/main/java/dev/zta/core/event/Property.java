package dev.zta.core.event;

/**
 * Something that a site tells of an event in words of its own (contract: beyond, "Event properties and revenue").
 *
 * @param name 1 to 50 characters of {@code A-Za-z0-9_.-}
 * @param kind what the value was in JSON; two values of the same text are one in reports
 * @param value the text, at most 200 characters; of a number or boolean as JSON writes it
 */
public record Property(String name, Kind kind, String value) {
    /** What a value may be. */
    public enum Kind {
        TEXT('t'),
        NUMBER('n'),
        BOOLEAN('b');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** What stands for it in the journal and in the store; never changed once released. */
        public char code() {
            return code;
        }
    }
}
