package dev.zta.server.dataexport;

import dev.zta.core.store.HitPosition;
import java.util.Optional;

/**
 * Rows that were read.
 *
 * @param rows how many
 * @param next where the next page begins; empty: this was the last one
 */
record ExportPage(long rows, Optional<HitPosition> next) {}
