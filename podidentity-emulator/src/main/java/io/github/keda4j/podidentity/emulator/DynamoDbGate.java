package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.evaluation.RequestContext;

/** DynamoDB's tables and their streams. */
final class DynamoDbGate implements Gate {

    /** The label of each table's only stream. A label is the time at which the stream was enabled. */
    private static final String STREAM = "/stream/2026-01-01T00:00:00.000";

    private final Cloud cloud;

    DynamoDbGate(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Wish wish(HttpCall call, Signature signature, Identity caller) {
        JsonNode body = call.json();
        String target = call.header("X-Amz-Target");
        String table = table(body.path("TableName").asText(), signature, caller);
        String index = body.path("IndexName").asText();
        RequestContext none = RequestContext.empty();
        return switch (target) {
            case "DynamoDB_20120810.Query" ->
                Wish.of(
                        "dynamodb:Query",
                        index.isEmpty() ? table : table + "/index/" + index,
                        none,
                        () -> call.wire().answer(DynamoDbGate::noItems));
            case "DynamoDB_20120810.DescribeTable" ->
                Wish.of("dynamodb:DescribeTable", table, none, () -> call.wire().answer(root -> table(root, table)));
            case "DynamoDBStreams_20120810.DescribeStream" -> {
                String stream = body.path("StreamArn").asText();
                yield Wish.of(
                        "dynamodb:DescribeStream",
                        stream,
                        none,
                        () -> call.wire().answer(root -> stream(root, stream)));
            }
            default -> throw Gate.unknown("dynamodb", target);
        };
    }

    /** A call gives the name or the ARN of a table. */
    private String table(String name, Signature signature, Identity caller) {
        return name.startsWith("arn:")
                ? name
                : cloud.arn("dynamodb", signature.region(), caller.accountId(), "table/" + name);
    }

    private static void noItems(ObjectNode root) {
        root.put("Count", 0).put("ScannedCount", 0).putArray("Items");
    }

    private static void table(ObjectNode root, String arn) {
        root.putObject("Table")
                .put("TableName", arn.substring(arn.indexOf('/') + 1))
                .put("TableArn", arn)
                .put("TableStatus", "ACTIVE")
                .put("LatestStreamArn", arn + STREAM);
    }

    private static void stream(ObjectNode root, String arn) {
        root.putObject("StreamDescription")
                .put("StreamArn", arn)
                .put("StreamStatus", "ENABLED")
                .putArray("Shards");
    }
}
