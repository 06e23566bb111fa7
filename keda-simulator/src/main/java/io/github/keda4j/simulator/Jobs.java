package io.github.keda4j.simulator;

/** The Jobs of a ScaledJob. */
public interface Jobs {

    /** {@return the Jobs that are neither complete nor failed, including pending ones} */
    int running();

    /**
     * {@return the running Jobs that have no pod that runs or has succeeded; with {@code pendingPodConditions}, those without a pod
     * that meets all of them}
     */
    int pending();

    /**
     * Creates Jobs.
     *
     * @param count at least 1
     * @throws RuntimeException if it cannot; the engine goes on as KEDA would
     */
    void create(int count);

    /** Deletes all Jobs, as KEDA does when a ScaledJob changes, unless its rollout strategy is {@code gradual}. */
    void deleteAll();
}
