/** How the time of trigger checks grows with the size of their values. */
@NullMarked
package io.github.keda4j.benchmarks.trigger;

import org.jspecify.annotations.NullMarked;
