/** What happens on a site right now, kept in memory and derived from the journal alone. */
@NullMarked
package dev.zta.core.live;

import org.jspecify.annotations.NullMarked;
