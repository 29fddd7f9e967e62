/** The public lists that come with the program (from packages, see server/data, or copied): bots, public suffixes, referrer spam. */
@NullMarked
package dev.zta.server.lists;

import org.jspecify.annotations.NullMarked;
