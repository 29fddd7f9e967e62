/** Keeps the live view up with the journal. */
@NullMarked
package dev.zta.server.live;

import org.jspecify.annotations.NullMarked;
