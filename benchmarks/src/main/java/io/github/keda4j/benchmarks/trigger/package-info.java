/** How the checks of triggers grow with what is written in them. */
@NullMarked
package io.github.keda4j.benchmarks.trigger;

import org.jspecify.annotations.NullMarked;
