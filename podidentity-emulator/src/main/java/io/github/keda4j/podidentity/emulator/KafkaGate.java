package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.Map;

/**
 * Access to an MSK cluster with IAM authentication. A client connects with a presigned URL; IAM sees nothing else of
 * the client. Brokers then decide the client's actions for the same caller. The emulator does not implement the Kafka
 * protocol: it answers the presigned URL, and expects the name of a topic or a group as a parameter in addition to the
 * action, and the ARN of the cluster ({@code Cluster}) if it is not the one of the caller's account.
 */
final class KafkaGate implements Gate {

    /** The cluster that every account has. */
    private static final String CLUSTER = "emulated/00000000-0000-0000-0000-000000000000-1";

    private final Cloud cloud;

    KafkaGate(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        Map<String, String> query = call.query();
        String action = query.getOrDefault("Action", "");
        String cluster = query.getOrDefault(
                "Cluster", cloud.arn("kafka", signature.region(), caller.accountId(), "cluster/" + CLUSTER));
        String arn = switch (action) {
            case "kafka-cluster:Connect" -> cluster;
            case "kafka-cluster:DescribeTopic" -> inside(cluster, "topic", query.getOrDefault("Topic", ""));
            case "kafka-cluster:DescribeGroup" -> inside(cluster, "group", query.getOrDefault("Group", ""));
            default -> throw new AwsError(400, "InvalidAction", "The emulator does not know \"" + action + "\".");
        };
        return Wish.of(action, arn, RequestContext.empty(), () -> Wire.JSON.answer(root -> {}));
    }

    /** The ARN of a topic or a group of a cluster. */
    private static String inside(String cluster, String kind, String name) {
        return cluster.replace(":cluster/", ":" + kind + "/") + "/" + name;
    }

    @Override
    public AwsError named(AwsError error) {
        return error;
    }
}
