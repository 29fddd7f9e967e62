@NullMarked
package dev.zta.server.usage;

import org.jspecify.annotations.NullMarked;
