/** The public lists that come with the program (server/data): bots, public suffixes. */
@NullMarked
package dev.zta.server.lists;

import org.jspecify.annotations.NullMarked;
