/** What keeps secrets: the installation's key material, password hashes, key hashes. */
@NullMarked
package dev.zta.server.secrets;

import org.jspecify.annotations.NullMarked;
