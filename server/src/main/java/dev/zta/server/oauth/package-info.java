/** Logging in with an account at GitHub or Google. */
@NullMarked
package dev.zta.server.oauth;

import org.jspecify.annotations.NullMarked;
