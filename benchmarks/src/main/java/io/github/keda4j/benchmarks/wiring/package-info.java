/** From a description of a stack to its policies and the proof of its chains. */
@NullMarked
package io.github.keda4j.benchmarks.wiring;

import org.jspecify.annotations.NullMarked;
