@NullMarked
package dev.zta.core.journal;

import org.jspecify.annotations.NullMarked;
