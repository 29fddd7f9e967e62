@NullMarked
package dev.zta.server.architecture;

import org.jspecify.annotations.NullMarked;
