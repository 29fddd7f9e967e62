@NullMarked
package dev.zta.accounts;

import org.jspecify.annotations.NullMarked;
