@NullMarked
package dev.zta.server.auth;

import org.jspecify.annotations.NullMarked;
