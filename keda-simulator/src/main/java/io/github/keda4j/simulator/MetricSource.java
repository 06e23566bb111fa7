package io.github.keda4j.simulator;

import java.time.Instant;

/**
 * The source from which the engine reads the metrics of triggers, as a scaler of KEDA reads them from its event source.
 */
@FunctionalInterface
public interface MetricSource {

    /**
     * Reads the metric of one trigger. It is called at every polling interval and at every sync of the autoscaler; for
     * a trigger with {@code useCachedMetrics} only at every polling interval, and for {@code cpu} and {@code memory}
     * only at every sync. It is never called for {@code cron}, whose metric follows from its schedule.
     *
     * @param trigger the trigger to read
     * @param now the engine's time
     * @return the value; KEDA treats NaN, infinite and negative values as 0. For {@code cpu} and {@code memory} it is
     *     the average over the pods that are ready: percent of the request for metric type {@code Utilization}, cores
     *     or bytes for {@code AverageValue}
     * @throws RuntimeException if the source cannot be read; the engine continues as KEDA would, with the fallback if
     *     there is one
     */
    double read(TriggerTarget trigger, Instant now);

    /**
     * Reads the metric of one trigger and whether it is active. The engine calls this method, which by default calls
     * {@link #read}.
     *
     * @param trigger the trigger to read
     * @param now the engine's time
     * @return the value and the activity
     * @throws RuntimeException as for {@link #read}
     */
    default MetricSample sample(TriggerTarget trigger, Instant now) {
        return MetricSample.of(read(trigger, now));
    }

    /**
     * {@return a source that decides activity itself, as external scalers do}
     *
     * @param sampler a function that returns the value and activity of each trigger
     */
    static MetricSource of(Sampler sampler) {
        return new MetricSource() {
            @Override
            public double read(TriggerTarget trigger, Instant now) {
                return sampler.sample(trigger, now).value();
            }

            @Override
            public MetricSample sample(TriggerTarget trigger, Instant now) {
                return sampler.sample(trigger, now);
            }
        };
    }

    /** A source that decides activity itself. */
    @FunctionalInterface
    interface Sampler {

        /**
         * Reads the metric of one trigger.
         *
         * @param trigger the trigger to read
         * @param now the engine's time
         * @return the value and the activity
         * @throws RuntimeException as for {@link MetricSource#read}
         */
        MetricSample sample(TriggerTarget trigger, Instant now);
    }
}
