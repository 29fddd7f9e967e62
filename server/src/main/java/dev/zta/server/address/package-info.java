/** Network addresses: which address a request really came from. */
@NullMarked
package dev.zta.server.address;

import org.jspecify.annotations.NullMarked;
