@NullMarked
package dev.zta.server.settings;

import org.jspecify.annotations.NullMarked;
