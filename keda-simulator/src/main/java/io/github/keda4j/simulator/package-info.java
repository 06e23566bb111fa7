/** KEDA's and the HorizontalPodAutoscaler's scaling semantics as one engine that is given metrics and the time. */
@NullMarked
package io.github.keda4j.simulator;

import org.jspecify.annotations.NullMarked;
