/** Countries and regions of visitors: from the headers of a trusted proxy, else from a local file. */
@NullMarked
package dev.zta.server.geo;

import org.jspecify.annotations.NullMarked;
