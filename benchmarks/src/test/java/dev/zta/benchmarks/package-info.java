@NullMarked
package dev.zta.benchmarks;

import org.jspecify.annotations.NullMarked;
