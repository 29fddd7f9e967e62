/** History from server logs: reading it, knowing again what was read before, handing it to the store (contract: cli). */
@NullMarked
package dev.zta.server.imports;

import org.jspecify.annotations.NullMarked;
