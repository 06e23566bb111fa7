package io.github.keda4j.simulator;

import java.time.Instant;

/** Where the engine gets the metric of a trigger from: what a scaler of KEDA reads from its event source. */
@FunctionalInterface
public interface MetricSource {

    /**
     * Reads the metric of one trigger. It is called at every polling interval and at every sync of the autoscaler; for
     * a trigger with {@code useCachedMetrics} at every polling interval only.
     *
     * @param trigger whose metric
     * @param now the engine's time
     * @return the value; NaN, infinite and negative values count as 0, as in KEDA
     * @throws RuntimeException if the source cannot be read; the engine goes on as KEDA would, with the fallback if there is
     *     one
     */
    double read(TriggerTarget trigger, Instant now);
}
