@NullMarked
package dev.zta.server.secrets;

import org.jspecify.annotations.NullMarked;
