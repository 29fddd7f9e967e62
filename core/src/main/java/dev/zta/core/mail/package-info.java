/** Messages to people. */
@NullMarked
package dev.zta.core.mail;

import org.jspecify.annotations.NullMarked;
