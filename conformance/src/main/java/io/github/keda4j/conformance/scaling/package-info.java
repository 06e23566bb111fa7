/** Random ScaledObjects on a real control plane, compared with the simulator's predictions. */
@NullMarked
package io.github.keda4j.conformance.scaling;

import org.jspecify.annotations.NullMarked;
