package io.github.keda4j.simulator;

/** What is scaled: a Deployment, say, or a number in memory. */
public interface Workload {

    /**
     * The replicas that are asked for.
     *
     * @return {@code spec.replicas}
     */
    int replicas();

    /**
     * The replicas that are ready. They count for triggers of metric type {@code Value}.
     *
     * @return as many as are asked for, unless overridden
     */
    default int readyReplicas() {
        return replicas();
    }

    /**
     * Asks for a number of replicas.
     *
     * @param replicas at least 0
     */
    void scaleTo(int replicas);

    /**
     * A workload that only remembers its number, and whose replicas are ready at once.
     *
     * @param replicas to begin with, at least 0
     * @return a new one, for one thread
     */
    static Workload inMemory(int replicas) {
        return new Workload() {
            private int now = replicas;

            @Override
            public int replicas() {
                return now;
            }

            @Override
            public void scaleTo(int newReplicas) {
                now = newReplicas;
            }
        };
    }
}
