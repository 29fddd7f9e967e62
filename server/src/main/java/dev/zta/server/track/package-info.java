/** The public ingestion endpoint (contract: track): bytes in, verdicts and journal entries out. */
@NullMarked
package dev.zta.server.track;

import org.jspecify.annotations.NullMarked;
