/** What is done again and again by itself. */
@NullMarked
package dev.zta.server.schedule;

import org.jspecify.annotations.NullMarked;
