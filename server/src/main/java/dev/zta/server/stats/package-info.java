/** Reading a site's numbers: the dashboard's report, completeness, the live view. */
@NullMarked
package dev.zta.server.stats;

import org.jspecify.annotations.NullMarked;
