@NullMarked
package dev.zta.core.tally;

import org.jspecify.annotations.NullMarked;
