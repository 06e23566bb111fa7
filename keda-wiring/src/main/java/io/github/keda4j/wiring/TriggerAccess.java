package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.podidentity.policy.Partition;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the triggers of a stack need from AWS, down to the resource: the calls that KEDA's scalers make (KEDA 2.20,
 * pkg/scalers).
 */
final class TriggerAccess {

    private static final Pattern QUEUE_URL = Pattern.compile("https?://([^/]+)/(\\d{12})/([\\w-]{1,80}(?:\\.fifo)?)");
    private static final Pattern SQS_HOST = Pattern.compile("(?:sqs|[\\w-]+\\.vpce.*\\.sqs)\\.([a-z0-9-]+)\\..*");
    private static final Pattern WORKSPACE = Pattern.compile("https?://aps-workspaces\\.([a-z0-9-]+)\\.[^/]+/workspaces/([\\w-]+).*");

    private TriggerAccess() {}

    /** Whether KEDA reads this trigger with AWS credentials. */
    static boolean readsAws(ScaleTriggers trigger) {
        String type = String.valueOf(trigger.getType());
        return switch (type) {
            case "aws-sqs-queue", "aws-cloudwatch", "aws-dynamodb", "aws-dynamodb-streams", "aws-kinesis-stream" -> true;
            case "prometheus" -> trigger.getMetadata() != null && trigger.getMetadata().containsKey("awsRegion");
            default -> false;
        };
    }

    /** The statements that let a role read the given triggers, and nothing else. */
    static List<Statement> statements(List<ScaleTriggers> triggers, EksCluster cluster) {
        List<Statement> statements = new ArrayList<>();
        for (ScaleTriggers trigger : triggers) {
            for (Statement statement : statements(trigger, cluster)) {
                if (!statements.contains(statement)) {
                    statements.add(statement);
                }
            }
        }
        return statements;
    }
}
