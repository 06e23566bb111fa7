/** Runs the benchmarks of the packages below. */
@NullMarked
package io.github.keda4j.benchmarks;

import org.jspecify.annotations.NullMarked;
