/** What tests of the server share: a real server on a free port, a client that knows the API document, a clock to set. */
@NullMarked
package dev.zta.server.testing;

import org.jspecify.annotations.NullMarked;
