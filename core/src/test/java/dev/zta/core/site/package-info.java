@NullMarked
package dev.zta.core.site;

import org.jspecify.annotations.NullMarked;
