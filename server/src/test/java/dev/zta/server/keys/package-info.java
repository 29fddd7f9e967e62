@NullMarked
package dev.zta.server.keys;

import org.jspecify.annotations.NullMarked;
