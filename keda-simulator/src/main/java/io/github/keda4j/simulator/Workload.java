package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.InstantSource;

/** What is scaled: a Deployment, say, or a number in memory. */
public interface Workload {

    /** {@return the replicas that are asked for ({@code spec.replicas})} */
    int replicas();

    /**
     * {@return the replicas that are ready; as many as are asked for, unless overridden} They count for triggers of metric type
     * {@code Value} and for {@code cpu} and {@code memory}.
     */
    default int readyReplicas() {
        return replicas();
    }

    /**
     * Asks for a number of replicas.
     *
     * @param replicas at least 0
     * @throws RuntimeException if it cannot; the engine goes on as KEDA would, and tries again at its next look
     */
    void scaleTo(int replicas);

    /**
     * {@return a workload that only remembers its number, and whose replicas are ready at once} For one thread.
     *
     * @param replicas to begin with, at least 0
     */
    static Workload inMemory(int replicas) {
        return new InMemoryWorkload(replicas, Duration.ZERO, InstantSource.system());
    }

    /**
     * {@return a workload in memory whose new replicas take a while to be ready} Those that it begins with are ready. For one
     * thread.
     *
     * @param replicas to begin with, at least 0
     * @param readyAfter how long a replica takes to be ready
     * @param clock the engine's timeline
     */
    static Workload inMemory(int replicas, Duration readyAfter, InstantSource clock) {
        return new InMemoryWorkload(replicas, readyAfter, clock);
    }
}
