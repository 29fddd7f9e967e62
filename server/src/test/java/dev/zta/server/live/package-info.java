@NullMarked
package dev.zta.server.live;

import org.jspecify.annotations.NullMarked;
