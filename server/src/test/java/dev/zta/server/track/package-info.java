@NullMarked
package dev.zta.server.track;

import org.jspecify.annotations.NullMarked;
