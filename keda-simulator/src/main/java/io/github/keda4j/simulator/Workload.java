package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.InstantSource;

/** The workload that is scaled, for example a Deployment, or a number in memory. */
public interface Workload {

    /** {@return the requested number of replicas ({@code spec.replicas})} */
    int replicas();

    /**
     * {@return the number of ready replicas; unless overridden, the requested number} It matters for triggers of metric
     * type {@code Value} and for {@code cpu} and {@code memory}.
     */
    default int readyReplicas() {
        return replicas();
    }

    /**
     * Requests a number of replicas.
     *
     * @param replicas the number of replicas, at least 0
     * @throws RuntimeException if the workload cannot be scaled; the engine continues as KEDA would, and tries again at
     *     its next poll or sync
     */
    void scaleTo(int replicas);

    /**
     * {@return a workload that only stores its number of replicas, all of them ready at once} It is not safe for use by
     * several threads.
     *
     * @param replicas the initial number, at least 0
     */
    static Workload inMemory(int replicas) {
        return new InMemoryWorkload(replicas, Duration.ZERO, InstantSource.system());
    }

    /**
     * {@return a workload in memory whose new replicas take some time to become ready} The initial replicas are ready.
     * Not safe for use by several threads.
     *
     * @param replicas the initial number, at least 0
     * @param readyAfter how long a replica takes to become ready
     * @param clock the engine's timeline
     */
    static Workload inMemory(int replicas, Duration readyAfter, InstantSource clock) {
        return new InMemoryWorkload(replicas, readyAfter, clock);
    }
}
