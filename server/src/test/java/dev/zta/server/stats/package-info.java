@NullMarked
package dev.zta.server.stats;

import org.jspecify.annotations.NullMarked;
