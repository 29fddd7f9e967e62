package dev.zta.server.dataexport;

import dev.zta.core.store.HitPosition;
import java.time.Instant;

/**
 * What of a site is exported, and from where on; a cursor stands for one of these.
 *
 * @param start the period's first instant
 * @param end the first instant behind what is exported: no later than the moment of the first page, so that all pages together
 *     are one state of the period
 * @param shownEnd the period's end as answers tell it
 * @param from where this page begins, newest first; for summaries behind the days that begin at its time or later
 */
record ExportSelection(ExportType type, Instant start, Instant end, Instant shownEnd, HitPosition from) {
    /** The next page. */
    ExportSelection goingOn(HitPosition place) {
        return new ExportSelection(type, start, end, shownEnd, place);
    }
}
