/** The program: its entry point and how its parts are put together. */
@NullMarked
package dev.zta.server;

import org.jspecify.annotations.NullMarked;
