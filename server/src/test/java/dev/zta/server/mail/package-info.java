@NullMarked
package dev.zta.server.mail;

import org.jspecify.annotations.NullMarked;
