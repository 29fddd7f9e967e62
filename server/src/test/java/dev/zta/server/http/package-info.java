@NullMarked
package dev.zta.server.http;

import org.jspecify.annotations.NullMarked;
