/** The activity log over HTTP, and how features write to it (contract: activity-log). */
@NullMarked
package dev.zta.server.activity;

import org.jspecify.annotations.NullMarked;
