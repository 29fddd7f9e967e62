@NullMarked
package dev.zta.server.limits;

import org.jspecify.annotations.NullMarked;
