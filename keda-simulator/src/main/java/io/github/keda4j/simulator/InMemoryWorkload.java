package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A workload that only counts its replicas. The newest replicas are removed first, because a ReplicaSet prefers to
 * remove replicas that are not ready. Not safe for use by several threads.
 */
final class InMemoryWorkload implements Workload {

    private final Duration readyAfter;
    private final InstantSource clock;

    /** The number of replicas that were ready when they were last counted. */
    private int known;

    /** The time at which each further replica becomes ready, the oldest first. */
    private final Deque<Instant> starting = new ArrayDeque<>();

    InMemoryWorkload(int replicas, Duration readyAfter, InstantSource clock) {
        if (replicas < 0) {
            throw new IllegalArgumentException("A workload has " + replicas + " replicas; it must have 0 or more.");
        }
        if (readyAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "A replica is ready after " + readyAfter + "; that time must not be negative.");
        }
        this.known = replicas;
        this.readyAfter = readyAfter;
        this.clock = clock;
    }

    @Override
    public int replicas() {
        return known + starting.size();
    }

    @Override
    public int readyReplicas() {
        if (!starting.isEmpty()) {
            Instant now = clock.instant();
            while (!starting.isEmpty() && !starting.getFirst().isAfter(now)) {
                starting.removeFirst();
                known++;
            }
        }
        return known;
    }

    @Override
    public void scaleTo(int replicas) {
        while (replicas() > replicas && !starting.isEmpty()) {
            starting.removeLast();
        }
        known = Math.min(known, replicas);
        if (readyAfter.isZero()) {
            known = replicas;
        } else {
            Instant ready = clock.instant().plus(readyAfter);
            while (replicas() < replicas) {
                starting.addLast(ready);
            }
        }
    }
}
