@NullMarked
package dev.zta.server;

import org.jspecify.annotations.NullMarked;
