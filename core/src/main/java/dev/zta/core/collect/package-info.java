@NullMarked
package dev.zta.core.collect;

import org.jspecify.annotations.NullMarked;
