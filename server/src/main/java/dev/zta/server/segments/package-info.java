/** Filters saved under a name (contract: beyond, "Saved segments"). */
@NullMarked
package dev.zta.server.segments;

import org.jspecify.annotations.NullMarked;
