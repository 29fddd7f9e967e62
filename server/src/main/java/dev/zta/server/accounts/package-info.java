/** What can be done to accounts, said once for HTTP and the command line. */
@NullMarked
package dev.zta.server.accounts;

import org.jspecify.annotations.NullMarked;
