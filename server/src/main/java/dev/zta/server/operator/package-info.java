/** What only the operator of the machine may ask of a server. */
@NullMarked
package dev.zta.server.operator;

import org.jspecify.annotations.NullMarked;
