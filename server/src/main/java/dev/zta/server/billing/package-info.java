/** Plans and payment (contract: billing). */
@NullMarked
package dev.zta.server.billing;

import org.jspecify.annotations.NullMarked;
