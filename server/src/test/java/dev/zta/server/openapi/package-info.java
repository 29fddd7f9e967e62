@NullMarked
package dev.zta.server.openapi;

import org.jspecify.annotations.NullMarked;
