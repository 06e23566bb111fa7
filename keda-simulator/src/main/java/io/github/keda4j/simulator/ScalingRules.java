package io.github.keda4j.simulator;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast an autoscaler may scale in one direction: {@code spec.behavior.scaleUp} or {@code scaleDown}, with the
 * defaults that Kubernetes' API server fills in once a behavior is given at all.
 *
 * @param stabilization how long the most cautious recommendation counts
 * @param select which policy applies
 * @param policies the policies, never empty
 * @param tolerance the tolerance in this direction
 */
record ScalingRules(Duration stabilization, Select select, List<Policy> policies, double tolerance) {

    enum Select {
        MAX,
        MIN,
        DISABLED
    }

    /**
     * A limit on the change within a period.
     *
     * @param percent whether {@code value} is a percentage of the replicas instead of a number of pods
     * @param value the limit
     * @param period the period in which the limit applies
     */
    record Policy(boolean percent, int value, Duration period) {}

    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(15);
    private static final List<Policy> SCALE_UP =
            List.of(new Policy(false, 4, DEFAULT_PERIOD), new Policy(true, 100, DEFAULT_PERIOD));
    private static final List<Policy> SCALE_DOWN = List.of(new Policy(true, 100, DEFAULT_PERIOD));

    static ScalingRules scaleUp(@Nullable HPAScalingRules given, boolean paused, HpaController controller) {
        return of(given, paused, Duration.ZERO, SCALE_UP, controller.tolerance());
    }

    static ScalingRules scaleDown(@Nullable HPAScalingRules given, boolean paused, HpaController controller) {
        return of(given, paused, controller.downscaleStabilization(), SCALE_DOWN, controller.tolerance());
    }

    private static ScalingRules of(
            @Nullable HPAScalingRules given,
            boolean paused,
            Duration stabilization,
            List<Policy> policies,
            double tolerance) {
        if (given == null) {
            return new ScalingRules(stabilization, paused ? Select.DISABLED : Select.MAX, policies, tolerance);
        }
        Integer window = given.getStabilizationWindowSeconds();
        List<Policy> ownPolicies =
                given.getPolicies().stream().map(ScalingRules::policy).toList();
        return new ScalingRules(
                window == null ? stabilization : Duration.ofSeconds(window),
                paused ? Select.DISABLED : select(given.getSelectPolicy()),
                ownPolicies.isEmpty() ? policies : ownPolicies,
                given.getTolerance() == null
                        ? tolerance
                        : given.getTolerance().getNumericalAmount().doubleValue());
    }

    private static Policy policy(HPAScalingPolicy given) {
        return new Policy(
                "Percent".equals(given.getType()), given.getValue(), Duration.ofSeconds(given.getPeriodSeconds()));
    }

    private static Select select(@Nullable String given) {
        if ("Disabled".equals(given)) {
            return Select.DISABLED;
        }
        return "Min".equals(given) ? Select.MIN : Select.MAX;
    }

    Duration longestPeriod() {
        return policies.stream().map(Policy::period).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
