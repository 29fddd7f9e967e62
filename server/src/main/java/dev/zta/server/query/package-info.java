/** The query interface: chosen numbers of a site by time or by one property (contract: stats-api). */
@NullMarked
package dev.zta.server.query;

import org.jspecify.annotations.NullMarked;
