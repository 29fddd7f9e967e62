@NullMarked
package dev.zta.server.lists;

import org.jspecify.annotations.NullMarked;
