/** Tests that hold the numbers of all endpoints against each other. */
@NullMarked
package dev.zta.server.sums;

import org.jspecify.annotations.NullMarked;
