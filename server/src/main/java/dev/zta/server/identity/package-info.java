/** The salts of visitor hashes: where they live, when they die, and the log that says so. */
@NullMarked
package dev.zta.server.identity;

import org.jspecify.annotations.NullMarked;
