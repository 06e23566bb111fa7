package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far an autoscaler's policies allow it to scale, given its changes within their periods (horizontal.go,
 * storeScaleEvent).
 */
final class RateLimit {

    private record Change(Instant time, int replicas) {}

    private final List<Change> added = new ArrayList<>();
    private final List<Change> removed = new ArrayList<>();

    void changed(Instant now, int from, int to, @Nullable ScalingBehavior behavior) {
        if (behavior == null || from == to) {
            return;
        }
        boolean up = to > from;
        List<Change> changes = up ? added : removed;
        Duration longest = (up ? behavior.scaleUp() : behavior.scaleDown()).longestPeriod();
        Change latest = new Change(now, Math.abs(to - from));
        // Like the controller, replaces an entry that is too old for every policy of its own direction, even if a
        // longer policy of the other direction would still count it.
        for (int index = changes.size() - 1; index >= 0; index--) {
            if (Elapsed.isOver(changes.get(index).time(), longest, now)) {
                changes.set(index, latest);
                return;
            }
        }
        changes.add(latest);
    }

    int mostReplicas(Instant now, int current, ScalingRules rules) {
        if (rules.select() == ScalingRules.Select.DISABLED) {
            return current;
        }
        IntBinaryOperator choose = rules.select() == ScalingRules.Select.MIN ? Math::min : Math::max;
        int limit = rules.policies().stream()
                .mapToInt(policy -> {
                    int start = atStartOf(policy.period(), now, current);
                    return policy.percent()
                            ? (int) Math.ceil(start * (1 + policy.value() / 100.0))
                            : start + policy.value();
                })
                .reduce(choose)
                .orElse(current);
        return Math.max(limit, current);
    }

    int fewestReplicas(Instant now, int current, ScalingRules rules) {
        if (rules.select() == ScalingRules.Select.DISABLED) {
            return current;
        }
        IntBinaryOperator choose = rules.select() == ScalingRules.Select.MIN ? Math::max : Math::min;
        int limit = rules.policies().stream()
                .mapToInt(policy -> {
                    int start = atStartOf(policy.period(), now, current);
                    return policy.percent() ? (int) (start * (1 - policy.value() / 100.0)) : start - policy.value();
                })
                .reduce(choose)
                .orElse(current);
        return Math.min(limit, current);
    }

    /**
     * The number of replicas when the period began: without those added since then, and including those removed since
     * then.
     */
    private int atStartOf(Duration period, Instant now, int current) {
        return current - within(added, now, period) + within(removed, now, period);
    }

    private static int within(List<Change> changes, Instant now, Duration period) {
        return changes.stream()
                .filter(change -> !Elapsed.isOver(change.time(), period, now))
                .mapToInt(Change::replicas)
                .sum();
    }
}
