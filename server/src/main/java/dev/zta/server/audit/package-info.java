/** The activity log over HTTP: reading, exporting, forgetting (contract: activity-log). */
@NullMarked
package dev.zta.server.audit;

import org.jspecify.annotations.NullMarked;
