@NullMarked
package dev.zta.server.sites;

import org.jspecify.annotations.NullMarked;
