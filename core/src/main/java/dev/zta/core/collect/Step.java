package dev.zta.core.collect;

import java.util.Optional;

/** One small check or cleaning of a beacon. */
@FunctionalInterface
interface Step {
    /** Goes on with the draft, or ends with a verdict. */
    Optional<Verdict> take(Draft draft);
}
