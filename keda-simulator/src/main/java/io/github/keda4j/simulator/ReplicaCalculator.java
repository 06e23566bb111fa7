package io.github.keda4j.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Computes how many replicas one metric requires (Kubernetes, pkg/controller/podautoscaler/replica_calculator.go).
 *
 * @param scaleDown how far a metric may be below its target without a change; 0.1 is ten percent
 * @param scaleUp how far a metric may be above its target without a change
 */
record ReplicaCalculator(double scaleDown, double scaleUp) {

    /**
     * The number of replicas that a metric requires.
     *
     * @param replicas the number of replicas to run
     * @param reason the reason, as readable text
     */
    record Proposal(int replicas, String reason) {}

    /** Returns null if the metric does not allow a decision because no ready pod has a value. */
    @Nullable
    Proposal propose(TriggerTarget target, MetricReading reading, int current, int ready) {
        if (target.isResource()) {
            return ready == 0 ? null : ofResource(target, reading, current, ready);
        }
        double metric = (double) Thousandths.exact(reading.value());
        double wanted = (double) target.inThousandths();
        return target.isAverage()
                ? average(target, reading, metric < 0 ? Double.MAX_VALUE : metric, wanted, current)
                : total(target, reading, metric, wanted, current, ready);
    }

    /** A metric below 0 can only come from a formula; the autoscaler treats it as an overflow. */
    private Proposal average(TriggerTarget target, MetricReading reading, double metric, double wanted, int current) {
        double ratio = metric / (wanted * current);
        if (isWithin(ratio)) {
            return tolerated(target, reading, reading.value(), target.target() * current, ratio, current);
        }
        return asked(target, reading, ceiling(metric / wanted));
    }

    private Proposal total(
            TriggerTarget target, MetricReading reading, double metric, double wanted, int current, int ready) {
        double ratio = metric / wanted;
        return isWithin(ratio)
                ? tolerated(target, reading, reading.value(), target.target(), ratio, current)
                : asked(target, reading, ceiling(ratio * ready));
    }

    /** Pods that are not ready count as idle if the others require more replicas, and otherwise do not count. */
    private Proposal ofResource(TriggerTarget target, MetricReading reading, int current, int ready) {
        double ratio = reading.value() / target.target();
        int pods = Math.max(current, ready);
        if (pods == ready || ratio <= 1) {
            return isWithin(ratio)
                    ? tolerated(target, reading, reading.value(), target.target(), ratio, current)
                    : asked(target, reading, ceiling(ratio * ready));
        }
        double overAll = reading.value() * ready / pods;
        double average =
                target.isUtilization() ? Math.floor(overAll) : Thousandths.toNumber(Thousandths.truncated(overAll));
        double ratioOverAll = average / target.target();
        int replicas = ceiling(ratioOverAll * pods);
        if (isWithin(ratioOverAll) || ratioOverAll < 1 || replicas < current) {
            return new Proposal(
                    current,
                    described(target, reading) + "; if pods that are not ready yet count as 0, it is "
                            + Text.number(average) + ", which needs no more replicas");
        }
        return asked(target, reading, replicas);
    }

    private boolean isWithin(double ratio) {
        return 1 - scaleDown <= ratio && ratio <= 1 + scaleUp;
    }

    private Proposal tolerated(
            TriggerTarget target, MetricReading reading, double metric, double wanted, double ratio, int current) {
        String tolerance = Text.percent(ratio < 1 ? scaleDown : scaleUp);
        return new Proposal(
                current,
                described(target, reading) + ": " + Text.number(metric) + "/" + Text.number(wanted) + " = "
                        + Text.number(ratio) + " is within " + tolerance);
    }

    private static Proposal asked(TriggerTarget target, MetricReading reading, int replicas) {
        return new Proposal(replicas, described(target, reading) + ", wants " + replicas);
    }

    private static String described(TriggerTarget target, MetricReading reading) {
        return reading + (target.isUtilization() ? " %" : "") + ", target " + target.describeTarget();
    }

    private static int ceiling(double replicas) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.ceil(replicas)));
    }
}
