@NullMarked
package dev.zta.server.identity;

import org.jspecify.annotations.NullMarked;
