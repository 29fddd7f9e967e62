/** Limits of calls and attempts, counted in bounded memory. */
@NullMarked
package dev.zta.server.limits;

import org.jspecify.annotations.NullMarked;
