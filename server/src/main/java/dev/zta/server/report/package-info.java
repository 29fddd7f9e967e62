/** A site's report as text for the terminal and for other programs. */
@NullMarked
package dev.zta.server.report;

import org.jspecify.annotations.NullMarked;
