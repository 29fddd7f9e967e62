/** Brings what the journal holds into the event store and keeps the store in order: closing, compacting, purging days. */
@NullMarked
package dev.zta.server.writer;

import org.jspecify.annotations.NullMarked;
