package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Where the Deployment and KEDA run. */
interface Cluster extends AutoCloseable {

    KubernetesClient kubernetes();

    /** Starts KEDA's operator, unless it came with the cluster. */
    void startOperator(ScalingRun run);

    /** Why the run cannot go on, if something of the cluster has ended. */
    Optional<String> whatEnded();

    /** What KEDA's operator itself logged about its denied access; waits a little for it. */
    Optional<String> denialInOperatorsLog() throws InterruptedException;

    @Override
    void close();

    /** Which cluster a run has. */
    enum Kind {
        /** An API server in memory, and an operator of ours that runs KEDA's arithmetic. */
        STAND_IN("stand-in"),

        /** etcd, the API server, Kubernetes' controllers and KEDA's three programs, built from their Go modules. */
        REAL("real");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        static Kind of(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("demo.cluster is \"" + id + "\". It must be stand-in or real.");
        }
    }
}
