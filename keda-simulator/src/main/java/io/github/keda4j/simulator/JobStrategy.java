package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.ScalingStrategy;
import io.github.keda4j.keda.v1alpha1.ScalingStrategyType;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a ScaledJob takes existing Jobs into account (KEDA, pkg/scaling/executor/scale_jobs.go).
 *
 * @param kind the kind of strategy
 * @param deduction the number of Jobs that {@code custom} subtracts
 * @param runningShare the share of the running Jobs that {@code custom} subtracts; 1 means all of them
 */
record JobStrategy(Kind kind, int deduction, double runningShare) {

    enum Kind {
        DEFAULT,
        CUSTOM,
        ACCURATE,
        EAGER
    }

    /**
     * The number of Jobs that a strategy allows.
     *
     * @param wanted the number of Jobs that the triggers require
     * @param most the maximum number of Jobs to create
     */
    record Allowance(long wanted, long most) {

        long created() {
            return Math.max(0, Math.min(wanted, most));
        }
    }

    static JobStrategy of(@Nullable ScalingStrategy given) {
        ScalingStrategyType type = given == null ? null : given.getStrategy();
        if (ScalingStrategyType.ACCURATE.equals(type)) {
            return new JobStrategy(Kind.ACCURATE, 0, 0);
        }
        if (ScalingStrategyType.EAGER.equals(type)) {
            return new JobStrategy(Kind.EAGER, 0, 0);
        }
        if (given != null && ScalingStrategyType.CUSTOM.equals(type)) {
            Double share = share(given.getCustomScalingRunningJobPercentage());
            if (share != null) {
                return new JobStrategy(
                        Kind.CUSTOM,
                        Objects.requireNonNullElse(given.getCustomScalingQueueLengthDeduction(), 0),
                        share);
            }
        }
        // KEDA treats a custom strategy whose percentage is not a number as the default strategy.
        return new JobStrategy(Kind.DEFAULT, 0, 0);
    }

    private static @Nullable Double share(@Nullable String percentage) {
        try {
            return percentage == null ? null : Double.valueOf(percentage);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    Allowance allow(long wanted, long maxScale, long running, long pending, long maxReplicas) {
        return switch (kind) {
            case DEFAULT -> new Allowance(wanted, maxScale - running);
            case CUSTOM ->
                new Allowance(wanted, Math.min(maxScale - deduction - (long) (running * runningShare), maxReplicas));
            case ACCURATE ->
                new Allowance(
                        wanted,
                        maxScale + running - pending > maxReplicas ? maxReplicas - running : maxScale - pending);
            case EAGER -> new Allowance(maxReplicas, Math.min(maxReplicas - running - pending, maxScale));
        };
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " strategy";
    }
}
