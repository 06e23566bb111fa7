package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of replicas over time, either decided by the engine or observed in a cluster, so that a chart can show
 * both. Immutable.
 *
 * @param points the initial number and each change, in the order of their times
 */
public record ReplicaSeries(List<Point> points) {

    /**
     * The number of replicas from one time on.
     *
     * @param time the time
     * @param replicas the number of replicas
     */
    public record Point(Instant time, int replicas) {}

    /**
     * Copies the points.
     *
     * @param points the points in the order of their times, at least one
     * @throws IllegalArgumentException if there are none, or a time is before the one that precedes it
     */
    public ReplicaSeries {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A series of replicas must have at least one point.");
        }
        for (int index = 1; index < points.size(); index++) {
            if (points.get(index).time().isBefore(points.get(index - 1).time())) {
                throw new IllegalArgumentException("The points of a series must be in the order of their times; "
                        + points.get(index).time() + " follows "
                        + points.get(index - 1).time() + ".");
            }
        }
    }

    /**
     * {@return the series of a run}
     *
     * @param decisions all decisions of the run, in their order; at least one
     * @throws IllegalArgumentException if there are none
     */
    public static ReplicaSeries of(List<ScalingDecision> decisions) {
        List<Point> points = new ArrayList<>();
        for (ScalingDecision decision : decisions) {
            if (points.isEmpty() && decision.isChange()) {
                points.add(new Point(decision.time(), decision.from()));
            }
            if (points.isEmpty() || decision.isChange()) {
                points.add(new Point(decision.time(), decision.to()));
            }
        }
        return new ReplicaSeries(points);
    }

    /**
     * {@return how many replicas there are at a time; before the first point, the initial number}
     *
     * @param time any time
     */
    public int at(Instant time) {
        int replicas = points.get(0).replicas();
        for (Point point : points) {
            if (point.time().isAfter(time)) {
                break;
            }
            replicas = point.replicas();
        }
        return replicas;
    }

    /** {@return the numbers of replicas without their times, each one different from the one before} */
    public List<Integer> sequence() {
        List<Integer> sequence = new ArrayList<>();
        for (Point point : points) {
            if (sequence.isEmpty() || sequence.get(sequence.size() - 1) != point.replicas()) {
                sequence.add(point.replicas());
            }
        }
        return List.copyOf(sequence);
    }
}
