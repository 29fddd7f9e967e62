@NullMarked
package dev.zta.core.account;

import org.jspecify.annotations.NullMarked;
