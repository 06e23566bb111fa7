package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The cluster in which the Deployment and KEDA run. */
interface Cluster extends AutoCloseable {

    KubernetesClient kubernetes();

    /** Starts KEDA's operator, unless the cluster already runs it. */
    void startOperator(ScalingRun run);

    /** Why the run cannot continue, if a part of the cluster has ended. */
    Optional<String> whatEnded();

    /** What KEDA's operator itself logged about its denied access; waits briefly for the log entry. */
    Optional<String> denialInOperatorsLog() throws InterruptedException;

    @Override
    void close();

    /** The kind of cluster that a run uses. */
    enum Kind {
        /** An in-memory API server, and our own operator that computes as KEDA does. */
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
