@NullMarked
package dev.zta.server.pages;

import org.jspecify.annotations.NullMarked;
