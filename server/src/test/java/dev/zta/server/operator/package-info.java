@NullMarked
package dev.zta.server.operator;

import org.jspecify.annotations.NullMarked;
