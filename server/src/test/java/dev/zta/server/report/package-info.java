@NullMarked
package dev.zta.server.report;

import org.jspecify.annotations.NullMarked;
