@NullMarked
package dev.zta.server.folder;

import org.jspecify.annotations.NullMarked;
