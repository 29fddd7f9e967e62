/** Ranges of network addresses, which are compared in memory. */
@NullMarked
package dev.zta.core.address;

import org.jspecify.annotations.NullMarked;
