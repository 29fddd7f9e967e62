/** Secret links to read-only views of sites (contract: public-stats). */
@NullMarked
package dev.zta.server.shares;

import org.jspecify.annotations.NullMarked;
