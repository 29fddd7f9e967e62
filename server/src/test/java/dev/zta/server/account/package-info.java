@NullMarked
package dev.zta.server.account;

import org.jspecify.annotations.NullMarked;
