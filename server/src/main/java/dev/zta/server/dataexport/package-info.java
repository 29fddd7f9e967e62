/** {@code GET /api/export}: summaries, pageviews and events of a site in pages, as JSON or CSV (contract: stats). */
@NullMarked
package dev.zta.server.dataexport;

import org.jspecify.annotations.NullMarked;
