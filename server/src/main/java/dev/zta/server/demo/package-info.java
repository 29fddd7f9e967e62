/** A first look without any set-up: a site filled from the bundled access log of a real server. */
@NullMarked
package dev.zta.server.demo;

import org.jspecify.annotations.NullMarked;
