@NullMarked
package dev.zta.server.shares;

import org.jspecify.annotations.NullMarked;
