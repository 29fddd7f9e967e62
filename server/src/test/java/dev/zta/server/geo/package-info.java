@NullMarked
package dev.zta.server.geo;

import org.jspecify.annotations.NullMarked;
