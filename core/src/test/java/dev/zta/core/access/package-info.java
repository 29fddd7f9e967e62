@NullMarked
package dev.zta.core.access;

import org.jspecify.annotations.NullMarked;
