@NullMarked
package dev.zta.store.contract;

import org.jspecify.annotations.NullMarked;
