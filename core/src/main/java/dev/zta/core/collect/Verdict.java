package dev.zta.core.collect;

import dev.zta.core.event.Event;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import java.util.Map;

/** What the collector decided on a beacon. */
public sealed interface Verdict {
    /** What the ledger calls it. */
    Outcome outcome();

    /** To be stored. */
    record Keep(Event event) implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.STORED;
        }
    }

    /**
     * To be answered like a good one and forgotten.
     *
     * @param detail the bot pattern that matched; else empty
     */
    record Drop(DropReason reason, String detail) implements Verdict {
        @Override
        public Outcome outcome() {
            return new Outcome.Dropped(reason, detail);
        }
    }

    /**
     * To be refused with status 400; in a batch, to be skipped.
     *
     * @param error the contract's text
     * @param fields what is wrong with which field; empty where the contract names none
     */
    record Reject(RejectReason reason, String error, Map<String, String> fields) implements Verdict {
        static final Reject NO_TYPE = new Reject("Event type is required");
        static final Reject UNKNOWN_TYPE =
                new Reject("Invalid event type. Must be: pageview, event, engagement, or heartbeat");
        static final Reject PERSONAL_DATA = new Reject(RejectReason.PERSONAL_DATA, "Data validation failed", Map.of());

        public Reject {
            fields = Map.copyOf(fields);
        }

        private Reject(String error) {
            this(RejectReason.VALIDATION, error, Map.of());
        }

        /** Fields of the wrong type or out of bounds. */
        public static Reject invalid(Map<String, String> fields) {
            return new Reject(RejectReason.VALIDATION, "Validation failed", fields);
        }

        @Override
        public Outcome outcome() {
            return new Outcome.Rejected(reason);
        }
    }
}
