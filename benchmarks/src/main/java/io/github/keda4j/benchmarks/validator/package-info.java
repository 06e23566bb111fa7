/** Validation of manifests. */
@NullMarked
package io.github.keda4j.benchmarks.validator;

import org.jspecify.annotations.NullMarked;
