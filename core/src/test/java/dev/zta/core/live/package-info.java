@NullMarked
package dev.zta.core.live;

import org.jspecify.annotations.NullMarked;
