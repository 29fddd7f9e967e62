/** Network addresses: ranges of them, and which address a request really came from. */
@NullMarked
package dev.zta.server.address;

import org.jspecify.annotations.NullMarked;
