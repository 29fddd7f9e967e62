@NullMarked
package dev.zta.server.imports;

import org.jspecify.annotations.NullMarked;
