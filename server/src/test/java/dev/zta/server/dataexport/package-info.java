@NullMarked
package dev.zta.server.dataexport;

import org.jspecify.annotations.NullMarked;
