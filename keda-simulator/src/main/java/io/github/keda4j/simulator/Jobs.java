package io.github.keda4j.simulator;

/** The Jobs of a ScaledJob. */
public interface Jobs {

    /** {@return the Jobs that are neither complete nor failed, including pending ones} */
    int running();

    /**
     * {@return the running Jobs in which no pod runs or has succeeded; with {@code pendingPodConditions}, those without
     * a pod that meets all of these conditions}
     */
    int pending();

    /**
     * Creates Jobs.
     *
     * @param count the number of Jobs, at least 1
     * @throws RuntimeException if the Jobs cannot be created; the engine continues as KEDA would
     */
    void create(int count);

    /** Deletes all Jobs, as KEDA does when a ScaledJob changes, unless its rollout strategy is {@code gradual}. */
    void deleteAll();
}
