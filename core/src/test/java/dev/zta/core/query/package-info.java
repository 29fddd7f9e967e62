@NullMarked
package dev.zta.core.query;

import org.jspecify.annotations.NullMarked;
