/** Random ScaledObjects on a real control plane, beside what the simulator predicts. */
@NullMarked
package io.github.keda4j.conformance.scaling;

import org.jspecify.annotations.NullMarked;
