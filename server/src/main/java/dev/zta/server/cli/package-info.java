/** The commands of {@code zta}: what they ask of the user, what they print, how they end (contract: cli). */
@NullMarked
package dev.zta.server.cli;

import org.jspecify.annotations.NullMarked;
