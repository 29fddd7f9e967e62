@NullMarked
package dev.zta.core.identity;

import org.jspecify.annotations.NullMarked;
