/** Scaling formulas. */
@NullMarked
package io.github.keda4j.benchmarks.formula;

import org.jspecify.annotations.NullMarked;
