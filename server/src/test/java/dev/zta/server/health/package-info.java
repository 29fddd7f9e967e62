@NullMarked
package dev.zta.server.health;

import org.jspecify.annotations.NullMarked;
