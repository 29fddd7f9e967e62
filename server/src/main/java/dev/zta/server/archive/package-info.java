/** All data of a site as a ZIP of tables and settings (contract: sites, "GET /api/sites/{id}/export"). */
@NullMarked
package dev.zta.server.archive;

import org.jspecify.annotations.NullMarked;
