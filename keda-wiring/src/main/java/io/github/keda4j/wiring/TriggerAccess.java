package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one trigger needs from AWS, down to the resource: the calls that KEDA's scaler makes (KEDA 2.20, pkg/scalers).
 */
final class TriggerAccess {

    private static final Set<String> AWS_TYPES =
            Set.of("aws-sqs-queue", "aws-cloudwatch", "aws-dynamodb", "aws-dynamodb-streams", "aws-kinesis-stream");

    private static final Pattern QUEUE_URL = Pattern.compile("https?://([^/]+)/(\\d{12})/([\\w-]{1,80}(?:\\.fifo)?)");
    private static final Pattern QUEUE_NAME = Pattern.compile("[\\w-]{1,80}(?:\\.fifo)?");
    private static final Pattern REGION_IN_HOST = Pattern.compile("(?:^|.*\\.)sqs\\.([a-z0-9-]+)\\..*");
    private static final Pattern WORKSPACE =
            Pattern.compile("https://aps-workspaces\\.([a-z0-9-]+)\\.[^/]+/workspaces/([\\w-]+)(?:/.*)?");

    private final EksCluster cluster;
    private final String type;
    private final Map<String, String> metadata;
    private final List<Finding> findings = new ArrayList<>();

    private TriggerAccess(ScaleTriggers trigger, EksCluster cluster) {
        this.cluster = cluster;
        this.type = String.valueOf(trigger.getType());
        this.metadata = trigger.getMetadata() == null ? Map.of() : trigger.getMetadata();
    }

    /** Whether KEDA reads this trigger with AWS credentials. */
    static boolean readsAws(ScaleTriggers trigger) {
        Map<String, String> metadata = trigger.getMetadata();
        return AWS_TYPES.contains(String.valueOf(trigger.getType()))
                || ("prometheus".equals(trigger.getType()) && metadata != null && metadata.containsKey("awsRegion"));
    }

    /** The region that a trigger names. */
    static Optional<String> regionOf(ScaleTriggers trigger) {
        Map<String, String> metadata = trigger.getMetadata();
        return metadata == null
                ? Optional.empty()
                : Optional.ofNullable(metadata.get("awsRegion")).filter(region -> !region.isBlank());
    }

    /** Adds what lets a role read the trigger, and nothing else. */
    static void grant(ScaleTriggers trigger, EksCluster cluster, Permissions.Builder permissions) {
        new TriggerAccess(trigger, cluster).grant(permissions);
    }

    /** Whether it can be told what the trigger reads. Pointers are relative to the trigger. */
    static Findings check(ScaleTriggers trigger, EksCluster cluster) {
        TriggerAccess access = new TriggerAccess(trigger, cluster);
        access.grant(Permissions.builder());
        return Findings.of(access.findings);
    }

    private void grant(Permissions.Builder permissions) {
        switch (type) {
            case "aws-sqs-queue" -> queueArn().ifPresent(permissions::readQueueDepth);
            case "aws-cloudwatch" -> region().ifPresent(permissions::readMetrics);
            case "aws-dynamodb" -> arn("dynamodb", "table/", "tableName").ifPresent(this.queryOf(permissions));
            case "aws-dynamodb-streams" ->
                arn("dynamodb", "table/", "tableName").ifPresent(permissions::describeTableStreams);
            case "aws-kinesis-stream" -> arn("kinesis", "stream/", "streamName").ifPresent(permissions::describeStream);
            default -> workspaceArn().ifPresent(permissions::queryPrometheus);
        }
    }

    private Consumer<String> queryOf(Permissions.Builder permissions) {
        String index = value("indexName");
        return table -> {
            if (index == null) {
                permissions.queryTable(table);
            } else {
                permissions.queryIndex(table, index);
            }
        };
    }

    /** KEDA takes anything that is no absolute URL for the name of a queue in the trigger's region. */
    private Optional<String> queueArn() {
        String queue = required("queueURL");
        Optional<String> region = region();
        if (queue == null || region.isEmpty()) {
            return Optional.empty();
        }
        Matcher url = QUEUE_URL.matcher(queue);
        if (url.matches()) {
            compareRegions(url.group(1), region.get());
            return Optional.of(arn("sqs", region.get(), url.group(2), url.group(3)));
        }
        if (QUEUE_NAME.matcher(queue).matches()) {
            return Optional.of(arn("sqs", region.get(), cluster.accountId(), queue));
        }
        unreadable("queueURL", queue, "https://sqs.<region>.amazonaws.com/<account>/<queue>, or the name of a queue");
        return Optional.empty();
    }

    private void compareRegions(String host, String region) {
        Matcher inHost = REGION_IN_HOST.matcher(host);
        if (inHost.matches() && !inHost.group(1).equals(region)) {
            findings.add(
                    Finding.warning(
                            "stack-region-mismatch",
                            "/metadata/awsRegion",
                            "is " + region + ", the host of queueURL is in " + inHost.group(1),
                            "KEDA signs for awsRegion and SQS refuses a signature for another region: name the queue's region."));
        }
    }

    private Optional<String> workspaceArn() {
        String address = required("serverAddress");
        if (address == null) {
            return Optional.empty();
        }
        Matcher workspace = WORKSPACE.matcher(address);
        if (!workspace.matches()) {
            unreadable("serverAddress", address, "https://aps-workspaces.<region>.amazonaws.com/workspaces/<id>");
            return Optional.empty();
        }
        return Optional.of(arn("aps", workspace.group(1), cluster.accountId(), "workspace/" + workspace.group(2)));
    }

    private Optional<String> arn(String service, String prefix, String parameter) {
        String name = required(parameter);
        return name == null
                ? Optional.empty()
                : region().map(region -> arn(service, region, cluster.accountId(), prefix + name));
    }

    private static String arn(String service, String region, String account, String resource) {
        return String.join(":", "arn", Partition.ofRegion(region).id(), service, region, account, resource);
    }

    private Optional<String> region() {
        return Optional.ofNullable(required("awsRegion"));
    }

    private @Nullable String value(String parameter) {
        String value = metadata.get(parameter);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private @Nullable String required(String parameter) {
        String value = value(parameter);
        if (value == null
                && findings.stream().noneMatch(finding -> finding.pointer().endsWith("/" + parameter))) {
            findings.add(
                    Finding.error(
                            "stack-trigger-source-unknown",
                            "/metadata/" + parameter,
                            "is missing, so it cannot be told what the trigger reads",
                            "Write it into the trigger: a value from the environment or from an authentication cannot be read here."));
        }
        return value;
    }

    private void unreadable(String parameter, String found, String allowed) {
        findings.add(Finding.error(
                "stack-trigger-source-unknown",
                "/metadata/" + parameter,
                "is \"" + found + "\", from which no ARN can be told; allowed is " + allowed));
    }
}
