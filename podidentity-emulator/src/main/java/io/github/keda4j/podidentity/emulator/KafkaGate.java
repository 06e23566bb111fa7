package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.Map;

/**
 * Access to an MSK cluster with IAM authentication. A client connects with a presigned URL; IAM sees nothing else of
 * the client. Brokers then decide the client's actions for the same caller. The emulator does not implement the Kafka
 * protocol: it answers the presigned URL, and expects the name of a topic or a group as a parameter in addition to the
 * action.
 */
final class KafkaGate implements Gate {

    /** The only cluster. */
    private static final String CLUSTER = "emulated/00000000-0000-0000-0000-000000000000-1";

    private final Cloud cloud;

    KafkaGate(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        Map<String, String> query = call.query();
        String action = query.getOrDefault("Action", "");
        String resource = switch (action) {
            case "kafka-cluster:Connect" -> "cluster/" + CLUSTER;
            case "kafka-cluster:DescribeTopic" -> "topic/" + CLUSTER + "/" + query.getOrDefault("Topic", "");
            case "kafka-cluster:DescribeGroup" -> "group/" + CLUSTER + "/" + query.getOrDefault("Group", "");
            default -> throw new AwsError(400, "InvalidAction", "The emulator does not know \"" + action + "\".");
        };
        String arn = cloud.arn("kafka", signature.region(), caller.accountId(), resource);
        return Wish.of(action, arn, RequestContext.empty(), () -> Wire.JSON.answer(root -> {}));
    }

    @Override
    public AwsError named(AwsError error) {
        return error;
    }
}
