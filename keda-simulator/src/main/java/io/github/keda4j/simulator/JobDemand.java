package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.MultipleScalersCalculation;
import java.util.List;

/**
 * The combined demand of the triggers of a ScaledJob (KEDA, pkg/scaling/scaledjob/metrics.go).
 *
 * @param queueLength the metric
 * @param maxValue the number of Jobs that the metric requires at the triggers' targets, up to the maximum
 * @param active whether there is anything to do
 */
record JobDemand(double queueLength, double maxValue, boolean active) {

    private static final JobDemand NONE = new JobDemand(0, 0, false);

    static JobDemand of(double metric, double target, boolean active, int maxReplicas) {
        return new JobDemand(metric, Math.min(metric / target, maxReplicas), active);
    }

    /** The demand of the active triggers, combined as the ScaledJob specifies. */
    static JobDemand combine(List<JobDemand> all, MultipleScalersCalculation calculation) {
        List<JobDemand> active = all.stream().filter(JobDemand::active).toList();
        if (calculation.equals(MultipleScalersCalculation.MIN)) {
            return active.stream()
                    .reduce((least, next) ->
                            least.queueLength == 0 || next.queueLength < least.queueLength ? next : least)
                    .orElse(NONE);
        }
        if (calculation.equals(MultipleScalersCalculation.SUM) || calculation.equals(MultipleScalersCalculation.AVG)) {
            double parts = calculation.equals(MultipleScalersCalculation.SUM) ? 1 : Math.max(1, active.size());
            double length = active.stream().mapToDouble(JobDemand::queueLength).sum();
            double value = active.stream().mapToDouble(JobDemand::maxValue).sum();
            return new JobDemand(length / parts, value / parts, !active.isEmpty());
        }
        // An active trigger whose metric is 0 does not count, because KEDA looks for a metric above 0.
        return active.stream()
                .filter(demand -> demand.queueLength > 0)
                .reduce((most, next) -> next.queueLength > most.queueLength ? next : most)
                .orElse(NONE);
    }

    long jobs() {
        return (long) Math.ceil(queueLength);
    }

    long maxScale(int maxReplicas) {
        return (long) Math.ceil(Math.min(maxValue, maxReplicas));
    }
}
