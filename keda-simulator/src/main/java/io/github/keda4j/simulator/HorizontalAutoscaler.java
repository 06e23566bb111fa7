package io.github.keda4j.simulator;

import io.github.keda4j.simulator.MetricReader.Measured;
import io.github.keda4j.simulator.ReplicaCalculator.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HorizontalPodAutoscaler that KEDA makes from a ScaledObject, and the controller that runs it (Kubernetes,
 * pkg/controller/podautoscaler). It remembers its recommendations and changes for as long as windows and periods last.
 */
final class HorizontalAutoscaler {

    /** The controller's own limit if there is no behavior: twice as many replicas, and at least 4. */
    private static final int BUILT_IN_FACTOR = 2;

    private static final int BUILT_IN_MINIMUM = 4;

    private final ScalingPolicy policy;
    private final ReplicaCalculator calculator;
    private final RateLimit rates = new RateLimit();
    private final List<Recommendation> recommendations = new ArrayList<>();
    private boolean started;
    private boolean scaling;

    HorizontalAutoscaler(ScalingPolicy policy) {
        this.policy = policy;
        ScalingBehavior behavior = policy.behavior();
        double tolerance = policy.controller().tolerance();
        this.calculator = behavior == null
                ? new ReplicaCalculator(tolerance, tolerance)
                : new ReplicaCalculator(
                        behavior.scaleDown().tolerance(), behavior.scaleUp().tolerance());
    }

    /**
     * The result of one sync.
     *
     * @param desired the number that the metrics require, before windows, policies and bounds
     * @param replicas the number of replicas to run
     * @param reason the reason, as readable text
     */
    record Outcome(int desired, int replicas, String reason) {}

    private record Recommendation(Instant time, int replicas) {}

    /** Whether the last reading of the metrics produced a number (condition ScalingActive). */
    boolean isScaling() {
        return scaling;
    }

    /**
     * If the number of replicas is outside its bounds, the autoscaler brings it back to a bound without reading the
     * metrics.
     */
    boolean asksForMetrics(int current) {
        return current != 0 && current <= policy.maxReplicas() && current >= policy.hpaMinReplicas();
    }

    Outcome sync(Instant now, int current, int ready, List<Measured> metrics) {
        if (!started) {
            // The controller treats the replicas that it finds as its first recommendation, so it does not scale in at
            // once even if there is no load.
            started = true;
            recommendations.add(new Recommendation(now, current));
        }
        if (current == 0) {
            scaling = false;
            return stay(0, "at 0 replicas the autoscaler does nothing; KEDA takes the first step");
        }
        if (current > policy.maxReplicas()) {
            return new Outcome(current, policy.maxReplicas(), "the maximum is " + policy.maxReplicas());
        }
        if (current < policy.hpaMinReplicas()) {
            return new Outcome(current, policy.hpaMinReplicas(), "the minimum is " + policy.hpaMinReplicas());
        }
        Proposal wanted = wanted(current, ready, metrics);
        scaling = wanted != null;
        if (wanted == null) {
            return stay(current, "no metric to scale on: " + describe(metrics));
        }
        ScalingBehavior behavior = policy.behavior();
        return behavior == null ? builtIn(now, current, wanted) : behaving(now, current, wanted, behavior);
    }

    /**
     * Records a change. This must be called after each change that {@link #sync} decided on and that was carried out.
     */
    void scaled(Instant now, int from, int to) {
        rates.changed(now, from, to, policy.behavior());
    }

    /** The highest number of replicas that the metrics require; null if they do not allow a decision. */
    private @Nullable Proposal wanted(int current, int ready, List<Measured> metrics) {
        Proposal highest = null;
        boolean failures = false;
        for (Measured metric : metrics) {
            Proposal proposal = metric.reading().isUsable()
                    ? calculator.propose(metric.target(), metric.reading(), current, ready)
                    : null;
            failures |= proposal == null;
            if (proposal != null && (highest == null || proposal.replicas() > highest.replicas())) {
                highest = proposal;
            }
        }
        // A missing metric might have required more replicas, so the autoscaler does not scale in without it.
        return failures && highest != null && highest.replicas() < current ? null : highest;
    }

    private Outcome builtIn(Instant now, int current, Proposal wanted) {
        Duration window = policy.controller().downscaleStabilization();
        int stable = wanted.replicas();
        for (Recommendation recommendation : recommendations) {
            if (!Elapsed.isOver(recommendation.time(), window, now)) {
                stable = Math.max(stable, recommendation.replicas());
            }
        }
        recommend(now, wanted.replicas(), window);
        int limit = Math.max(BUILT_IN_FACTOR * current, BUILT_IN_MINIMUM);
        return limited(wanted, stable, limit, 0);
    }

    /**
     * Both windows apply at once: the current number of replicas stays if it lies between their two recommendations.
     */
    private Outcome behaving(Instant now, int current, Proposal wanted, ScalingBehavior behavior) {
        Duration up = behavior.scaleUp().stabilization();
        Duration down = behavior.scaleDown().stabilization();
        int least = wanted.replicas();
        int most = wanted.replicas();
        for (Recommendation recommendation : recommendations) {
            if (!Elapsed.isOver(recommendation.time(), up, now)) {
                least = Math.min(least, recommendation.replicas());
            }
            if (!Elapsed.isOver(recommendation.time(), down, now)) {
                most = Math.max(most, recommendation.replicas());
            }
        }
        recommend(now, wanted.replicas(), up.compareTo(down) > 0 ? up : down);
        int stable = Math.min(Math.max(current, least), most);
        int rateMost = stable > current ? rates.mostReplicas(now, current, behavior.scaleUp()) : Integer.MAX_VALUE;
        int rateFewest = stable < current ? rates.fewestReplicas(now, current, behavior.scaleDown()) : 0;
        return limited(wanted, stable, rateMost, rateFewest);
    }

    private Outcome limited(Proposal wanted, int stable, int rateMost, int rateFewest) {
        int most = Math.min(policy.maxReplicas(), rateMost);
        int fewest = Math.max(policy.hpaMinReplicas(), rateFewest);
        int replicas = Math.min(Math.max(stable, fewest), most);
        StringBuilder reason = new StringBuilder(wanted.reason());
        if (stable != wanted.replicas()) {
            reason.append("; the stabilization window holds ").append(stable);
        }
        if (replicas < stable) {
            reason.append(replicas == policy.maxReplicas() ? "; the maximum is " : "; the scale-up limit is ");
            reason.append(replicas);
        } else if (replicas > stable) {
            reason.append(replicas == policy.hpaMinReplicas() ? "; the minimum is " : "; the scale-down limit is ");
            reason.append(replicas);
        }
        return new Outcome(wanted.replicas(), replicas, reason.toString());
    }

    private void recommend(Instant now, int replicas, Duration keep) {
        recommendations.removeIf(recommendation -> Elapsed.isOver(recommendation.time(), keep, now));
        recommendations.add(new Recommendation(now, replicas));
    }

    private static Outcome stay(int current, String reason) {
        return new Outcome(current, current, reason);
    }

    private static String describe(List<Measured> metrics) {
        return String.join(
                ", ",
                metrics.stream().map(metric -> metric.reading().toString()).toList());
    }
}
