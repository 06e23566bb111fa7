/** Runs the benchmarks of the subpackages. */
@NullMarked
package io.github.keda4j.benchmarks;

import org.jspecify.annotations.NullMarked;
