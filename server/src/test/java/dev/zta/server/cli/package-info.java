@NullMarked
package dev.zta.server.cli;

import org.jspecify.annotations.NullMarked;
