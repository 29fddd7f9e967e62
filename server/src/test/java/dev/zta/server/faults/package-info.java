/** The whole server as a process of its own that is killed, starved of space and damaged. */
@NullMarked
package dev.zta.server.faults;

import org.jspecify.annotations.NullMarked;
