package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HorizontalPodAutoscaler that KEDA makes of a ScaledObject, and the controller that runs it (Kubernetes,
 * pkg/controller/podautoscaler). It remembers what it recommended and did, for as long as windows and periods last.
 */
final class HorizontalAutoscaler {

    /** The controller's own limit where no behavior is given: twice as many, and 4 in any case. */
    private static final int BUILT_IN_FACTOR = 2;

    private static final int BUILT_IN_MINIMUM = 4;

    private final ScalingPolicy policy;
    private final RateLimit rates = new RateLimit();
    private final List<Recommendation> recommendations = new ArrayList<>();
    private boolean started;

    HorizontalAutoscaler(ScalingPolicy policy) {
        this.policy = policy;
    }

    /**
     * A number of replicas and why.
     *
     * @param replicas to run
     * @param reason for people
     */
    record Outcome(int replicas, String reason) {}

    private record Recommendation(Instant time, int replicas) {}

    Outcome sync(Instant now, int current, int ready, List<MetricReading> readings) {
        if (!started) {
            // The controller takes what it finds for its first recommendation: a load that is gone does not shrink at
            // once.
            started = true;
            recommendations.add(new Recommendation(now, current));
        }
        if (current == 0) {
            return new Outcome(0, "at zero replicas the autoscaler does nothing; KEDA takes the first step");
        }
        if (current > policy.maxReplicas()) {
            return remember(now, current, new Outcome(policy.maxReplicas(), "more than the maximum"));
        }
        if (current < policy.hpaMinReplicas()) {
            return remember(now, current, new Outcome(policy.hpaMinReplicas(), "fewer than the minimum"));
        }
        Outcome wanted = wanted(current, ready, readings);
        if (wanted == null) {
            return new Outcome(current, "no metric to scale on: " + HorizontalAutoscaler.describe(readings));
        }
        ScalingBehavior behavior = policy.behavior();
        Outcome normal = behavior == null ? builtIn(now, current, wanted) : behaving(now, current, wanted, behavior);
        return remember(now, current, normal);
    }

    /** What the metrics ask for, the highest of them; null where they do not allow a decision. */
    private @Nullable Outcome wanted(int current, int ready, List<MetricReading> readings) {
        Outcome highest = null;
        boolean failures = false;
        for (int index = 0; index < readings.size(); index++) {
            MetricReading reading = readings.get(index);
            if (!reading.isUsable()) {
                failures = true;
                continue;
            }
            TriggerTarget trigger = policy.triggers().get(index);
            int replicas = replicasFor(trigger, reading.value(), current, ready);
            if (highest == null || replicas > highest.replicas()) {
                highest = new Outcome(replicas, reading + ", target " + describe(trigger) + ": wants " + replicas);
            }
        }
        // A metric that is missing might have asked for more: the autoscaler does not shrink without it.
        return failures && highest != null && highest.replicas() < current ? null : highest;
    }

    /** In thousandths, as Kubernetes counts: in fractions, 2.1 messages at 0.3 a replica would be a little more than 7. */
    private int replicasFor(TriggerTarget trigger, double metric, int current, int ready) {
        double value = Math.round(metric * 1000);
        double target = trigger.targetInThousandths();
        double ratio = trigger.isAverage() ? value / (target * current) : value / target;
        if (isWithinTolerance(ratio)) {
            return current;
        }
        double wanted = trigger.isAverage() ? value / target : ratio * ready;
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(wanted));
    }

    private boolean isWithinTolerance(double ratio) {
        ScalingBehavior behavior = policy.behavior();
        double general = policy.controller().tolerance();
        double up = behavior == null ? general : behavior.scaleUp().tolerance();
        double down = behavior == null ? general : behavior.scaleDown().tolerance();
        return 1 - down <= ratio && ratio <= 1 + up;
    }

    private Outcome builtIn(Instant now, int current, Outcome wanted) {
        Instant cutoff = now.minus(policy.controller().downscaleStabilization());
        int stable = wanted.replicas();
        for (Recommendation recommendation : recommendations) {
            if (!recommendation.time().isBefore(cutoff)) {
                stable = Math.max(stable, recommendation.replicas());
            }
        }
        recommend(now, wanted.replicas(), policy.controller().downscaleStabilization());
        int limit = Math.max(BUILT_IN_FACTOR * current, BUILT_IN_MINIMUM);
        return limited(wanted, stable, limit, 0);
    }

    /** Both windows count at once: the present number stays where it is between what they allow. */
    private Outcome behaving(Instant now, int current, Outcome wanted, ScalingBehavior behavior) {
        Duration up = behavior.scaleUp().stabilization();
        Duration down = behavior.scaleDown().stabilization();
        int least = wanted.replicas();
        int most = wanted.replicas();
        for (Recommendation recommendation : recommendations) {
            if (recommendation.time().isAfter(now.minus(up))) {
                least = Math.min(least, recommendation.replicas());
            }
            if (recommendation.time().isAfter(now.minus(down))) {
                most = Math.max(most, recommendation.replicas());
            }
        }
        recommend(now, wanted.replicas(), up.compareTo(down) > 0 ? up : down);
        int stable = Math.min(Math.max(current, least), most);
        int rateMost = stable > current ? rates.mostReplicas(now, current, behavior.scaleUp()) : Integer.MAX_VALUE;
        int rateFewest = stable < current ? rates.fewestReplicas(now, current, behavior.scaleDown()) : 0;
        return limited(wanted, stable, rateMost, rateFewest);
    }

    private Outcome limited(Outcome wanted, int stable, int rateMost, int rateFewest) {
        int most = Math.min(policy.maxReplicas(), rateMost);
        int fewest = Math.max(policy.hpaMinReplicas(), rateFewest);
        int replicas = Math.min(Math.max(stable, fewest), most);
        StringBuilder reason = new StringBuilder(wanted.reason());
        if (stable != wanted.replicas()) {
            reason.append(", held at ").append(stable).append(" by the stabilization window");
        }
        if (replicas < stable) {
            reason.append(replicas == policy.maxReplicas() ? ", the maximum is " : ", the rate of growth allows ");
            reason.append(replicas);
        } else if (replicas > stable) {
            reason.append(
                    replicas == policy.hpaMinReplicas() ? ", the minimum is " : ", the rate of shrinking allows ");
            reason.append(replicas);
        }
        return new Outcome(replicas, reason.toString());
    }

    private void recommend(Instant now, int replicas, Duration keep) {
        Instant cutoff = now.minus(keep);
        recommendations.removeIf(recommendation -> recommendation.time().isBefore(cutoff));
        recommendations.add(new Recommendation(now, replicas));
    }

    private Outcome remember(Instant now, int current, Outcome outcome) {
        rates.changed(now, current, outcome.replicas(), policy.behavior());
        return outcome;
    }

    private static String describe(TriggerTarget trigger) {
        String number = trigger.target() == Math.rint(trigger.target())
                ? Long.toString((long) trigger.target())
                : Double.toString(trigger.target());
        return trigger.isAverage() ? number + " a replica" : number;
    }

    static String describe(List<MetricReading> readings) {
        return String.join(", ", readings.stream().map(MetricReading::toString).toList());
    }
}
