@NullMarked
package dev.zta.server.query;

import org.jspecify.annotations.NullMarked;
