@NullMarked
package dev.zta.server.teams;

import org.jspecify.annotations.NullMarked;
