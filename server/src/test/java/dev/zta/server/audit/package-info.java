@NullMarked
package dev.zta.server.audit;

import org.jspecify.annotations.NullMarked;
