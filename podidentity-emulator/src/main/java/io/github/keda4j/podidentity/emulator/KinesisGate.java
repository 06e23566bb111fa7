package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.evaluation.RequestContext;

/** Kinesis Data Streams. */
final class KinesisGate implements Gate {

    private final Cloud cloud;

    KinesisGate(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        String target = call.header("X-Amz-Target");
        if (!target.equals("Kinesis_20131202.DescribeStreamSummary")) {
            throw Gate.unknown("kinesis", target);
        }
        JsonNode body = call.json();
        String name = body.path("StreamName").asText();
        String arn = body.hasNonNull("StreamARN")
                ? body.get("StreamARN").asText()
                : cloud.arn("kinesis", signature.region(), caller.accountId(), "stream/" + name);
        return Wish.of(
                "kinesis:DescribeStreamSummary",
                arn,
                RequestContext.empty(),
                () -> call.wire().answer(root -> summary(root, arn)));
    }

    private static void summary(ObjectNode root, String arn) {
        root.putObject("StreamDescriptionSummary")
                .put("StreamName", arn.substring(arn.indexOf('/') + 1))
                .put("StreamARN", arn)
                .put("StreamStatus", "ACTIVE")
                .put("RetentionPeriodHours", 24)
                .put("OpenShardCount", 1);
    }
}
