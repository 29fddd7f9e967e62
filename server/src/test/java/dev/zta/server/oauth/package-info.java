@NullMarked
package dev.zta.server.oauth;

import org.jspecify.annotations.NullMarked;
