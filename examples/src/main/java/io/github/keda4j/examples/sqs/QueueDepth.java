package io.github.keda4j.examples.sqs;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.simulator.MetricSource;
import io.github.keda4j.simulator.TriggerTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The metric of an {@code aws-sqs-queue} trigger, read as KEDA's scaler reads it: with the process's own credentials, or with
 * those of the role that the TriggerAuthentication names, under the session name {@code KEDA}.
 */
final class QueueDepth implements MetricSource, AutoCloseable {

    private final SqsClient sqs;
    private final @Nullable StsClient sts;
    private final String queueUrl;
    private final List<QueueAttributeName> counted;

    private QueueDepth(SqsClient sqs, @Nullable StsClient sts, String queueUrl, List<QueueAttributeName> counted) {
        this.sqs = sqs;
        this.sts = sts;
        this.queueUrl = queueUrl;
        this.counted = counted;
    }

    static QueueDepth of(ScaleTriggers trigger, AuthPodIdentity podIdentity) {
        Map<String, String> metadata = requireNonNull(trigger.getMetadata(), "metadata");
        Region region = Region.of(metadata.get("awsRegion"));
        AwsCredentialsProvider own = DefaultCredentialsProvider.builder().build();
        String roleArn = podIdentity.getRoleArn();
        StsClient sts = roleArn == null
                ? null
                : StsClient.builder().region(region).credentialsProvider(own).build();
        AwsCredentialsProvider credentials = sts == null
                ? own
                : StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request -> request.roleArn(roleArn)
                                .roleSessionName("KEDA")
                                .externalId(podIdentity.getExternalID()))
                        .build();
        SqsClient sqs = SqsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .build();
        return new QueueDepth(sqs, sts, requireNonNull(metadata.get("queueURL"), "queueURL"), counted(metadata));
    }

    private static List<QueueAttributeName> counted(Map<String, String> metadata) {
        List<QueueAttributeName> counted = new ArrayList<>();
        counted.add(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        if (Boolean.parseBoolean(metadata.getOrDefault("scaleOnInFlight", "true"))) {
            counted.add(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        }
        if (Boolean.parseBoolean(metadata.getOrDefault("scaleOnDelayed", "false"))) {
            counted.add(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
        }
        return List.copyOf(counted);
    }

    @Override
    public double read(TriggerTarget trigger, Instant now) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(counted))
                .attributes()
                .values()
                .stream()
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    @Override
    public void close() {
        sqs.close();
        if (sts != null) {
            sts.close();
        }
    }
}
