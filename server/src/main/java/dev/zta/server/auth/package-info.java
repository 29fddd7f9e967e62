/** Who is asking: registering, logging in and out, tokens, and the check before every guarded route. */
@NullMarked
package dev.zta.server.auth;

import org.jspecify.annotations.NullMarked;
