@NullMarked
package dev.zta.server.writer;

import org.jspecify.annotations.NullMarked;
