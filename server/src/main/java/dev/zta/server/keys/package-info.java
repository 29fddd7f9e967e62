/** API keys over HTTP (contract: api-keys). */
@NullMarked
package dev.zta.server.keys;

import org.jspecify.annotations.NullMarked;
