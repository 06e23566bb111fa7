/** What KEDA and the HorizontalPodAutoscaler do with a ScaledObject or a ScaledJob, given metrics and the time. */
@NullMarked
package io.github.keda4j.simulator;

import org.jspecify.annotations.NullMarked;
