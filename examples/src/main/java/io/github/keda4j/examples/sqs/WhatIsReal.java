package io.github.keda4j.examples.sqs;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is real in a run, what is a stand-in, and what runs faster than in reality. */
final class WhatIsReal {

    private static final String AWS =
            "the AWS SDK's clients and credential providers over HTTP, ElasticMQ as the queue,"
                    + " fabric8's Kubernetes client, every policy decision";

    private WhatIsReal() {}

    /** {@return the descriptions, by "real", "emulated", "time" and "wiring"} */
    static Map<String, String> of(DemoSettings settings) {
        Intervals intervals = settings.intervals();
        Map<String, String> parts = new LinkedHashMap<>();
        if (settings.cluster() == Cluster.Kind.REAL) {
            parts.put(
                    "real",
                    "the API server with etcd and Kubernetes' controllers, KEDA's operator, metrics server and webhooks; "
                            + AWS);
            parts.put(
                    "emulated",
                    "IAM, STS, EKS and the Pod Identity agent; the pods: one process reads the queue with a thread for each"
                            + " replica and the environment that EKS gives a pod");
            parts.put(
                    "time",
                    (intervals == Intervals.SHORT ? "shortened in the manifests" : "as it is") + ": KEDA polls every "
                            + intervals.polling() + " s and cools down for " + intervals.cooldown()
                            + " s, the autoscaler syncs every " + intervals.sync() + " s and scales down after "
                            + intervals.scaleDownWindow() + " s");
        } else {
            parts.put("real", AWS + ", KEDA's and the autoscaler's arithmetic");
            parts.put(
                    "emulated",
                    "IAM, STS, EKS and the Pod Identity agent; the API server (in memory); KEDA's operator and the"
                            + " pods, each a separate process with the environment that EKS gives a pod");
            parts.put(
                    "time",
                    "the operator's clock runs " + settings.timesFaster() + " times faster: KEDA's "
                            + intervals.polling() + " s polling interval takes "
                            + seconds(intervals.polling(), settings) + " s, and its " + intervals.cooldown()
                            + " s cooldown takes " + seconds(intervals.cooldown(), settings) + " s");
        }
        parts.put("wiring", settings.wiring().id());
        return parts;
    }

    private static String seconds(int inCluster, DemoSettings settings) {
        double seconds = (double) inCluster / settings.timesFaster();
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
