@NullMarked
package dev.zta.core.event;

import org.jspecify.annotations.NullMarked;
