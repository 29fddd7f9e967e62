@NullMarked
package dev.zta.server.demo;

import org.jspecify.annotations.NullMarked;
