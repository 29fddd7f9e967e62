/** Pageviews of a calendar month against the limits of plans (contract: track, "Plan limit"). */
@NullMarked
package dev.zta.server.usage;

import org.jspecify.annotations.NullMarked;
