/** How fast policies are read and requests decided. */
@NullMarked
package io.github.keda4j.benchmarks.iam;

import org.jspecify.annotations.NullMarked;
