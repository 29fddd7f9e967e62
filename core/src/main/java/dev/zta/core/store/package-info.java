@NullMarked
package dev.zta.core.store;

import org.jspecify.annotations.NullMarked;
