/** Measurements that anyone can repeat; nothing here is part of the product. */
@NullMarked
package dev.zta.benchmarks;

import org.jspecify.annotations.NullMarked;
