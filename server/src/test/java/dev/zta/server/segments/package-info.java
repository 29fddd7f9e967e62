@NullMarked
package dev.zta.server.segments;

import org.jspecify.annotations.NullMarked;
