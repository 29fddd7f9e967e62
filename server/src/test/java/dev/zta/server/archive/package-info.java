@NullMarked
package dev.zta.server.archive;

import org.jspecify.annotations.NullMarked;
