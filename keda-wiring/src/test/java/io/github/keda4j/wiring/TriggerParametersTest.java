package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.refusalOf;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static io.github.keda4j.wiring.TriggerParts.sqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.trigger.AwsAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the parameters of a trigger come from, and what the proof says if they are unknown. */
class TriggerParametersTest {

    private static ContainerBuilder container(String name) {
        return new ContainerBuilder().withName(name).withImage(name);
    }

    private static Container withQueue(ContainerBuilder container) {
        return container
                .addNewEnv()
                .withName("QUEUE")
                .withValue(QUEUE_URL)
                .endEnv()
                .build();
    }

    /** A stack whose pods have these containers and no access to AWS. */
    private static ScalingStack.Builder withContainers(Container... containers) {
        return stack().workload(
                        new DeploymentBuilder(deployment("q-read"))
                                .editSpec()
                                .editTemplate()
                                .editSpec()
                                .withContainers(containers)
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build(),
                        serviceAccount(),
                        access -> {});
    }

    @ParameterizedTest
    @CsvSource({"reader, false", "sidecar, true", "'', false"})
    void theEnvironmentIsThatOfTheContainerThatTheScaledObjectNames(String container, boolean known) {
        ScaledObject scaledObject = only(sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "us-east-1")));
        scaledObject.getSpec().getScaleTargetRef().setEnvSourceContainerName(container);
        ScalingStack.Builder stack = withContainers(container("reader").build(), withQueue(container("sidecar")))
                .scaledObject(scaledObject);

        if (known) {
            assertThat(stack.build().prove().isComplete()).isTrue();
        } else {
            assertThatThrownBy(stack::build)
                    .isInstanceOfSatisfying(
                            FindingsException.class,
                            refused -> assertThat(refused.findings())
                                    .singleElement()
                                    .satisfies(finding -> assertThat(finding.hint())
                                            .contains(
                                                    "The container does not set the variable that queueURLFromEnv names,"
                                                            + " or leaves it empty.")));
        }
    }

    @Test
    void aQueueInTheEnvironmentIsKnownIfTheContainerSaysIt() {
        ScaleTriggers trigger = sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "us-east-1"));
        ScalingStack known = withContainers(withQueue(container("reader")))
                .scaledObject(only(trigger))
                .build();
        assertThat(known.prove().isComplete()).isTrue();

        ScalingStack unknown = withContainers(container("reader")
                        .addNewEnvFrom()
                        .withNewSecretRef("queues", false)
                        .endEnvFrom()
                        .build())
                .scaledObject(only(trigger))
                .build();
        assertThat(unknown.findings()).extracting(Finding::rule).containsExactly("stack-trigger-source-unknown");
        assertThat(unknown.prove().isComplete()).isFalse();
        assertThat(unknown.prove().toString())
                .contains("DEPENDS role/q-read-scaler -> sqs:GetQueueAttributes: queueURL is not known");
    }

    @Test
    void aQueueInTheEnvironmentMustBeInTheRegionThatKedaCalls() {
        ScaleTriggers trigger = sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "eu-west-1"));
        ScalingStack.Builder stack =
                withContainers(withQueue(container("reader"))).scaledObject(only(trigger));

        assertThatThrownBy(stack::build)
                .hasMessageContaining("stack-trigger-source-invalid")
                .hasMessageContaining("awsRegion is eu-west-1, but queueURL is in us-east-1.");
    }

    @Test
    void theNameOfAQueueDoesNotSayWhoseItIs() {
        ScalingStack stack = stack().scaledObject(only(sqs(Map.of("queueURL", "orders", "awsRegion", "us-east-1"))))
                .build();

        assertThat(stack.policies()
                        .get("q-read-scaler.read-events-of-security.q-read")
                        .toJson())
                .contains("arn:aws:sqs:us-east-1:111122223333:orders");
        assertThat(stack.prove().isComplete()).isFalse();
        assertThat(stack.prove().denied()).isEmpty();
        assertThat(stack.prove().toString()).contains("queueURL does not say which account the resource belongs to");
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, sqs.cn-north-1.amazonaws.com.cn, true",
        "cn-north-1, sqs.cn-north-1.amazonaws.com, false",
        "cn-north-1, sqs.cn-north-1.api.amazonwebservices.com.cn, true",
        "cn-north-1, sqs.cn-north-1.api.aws, false",
        "us-gov-west-1, sqs.us-gov-west-1.amazonaws.com, true",
        "us-gov-west-1, sqs.us-gov-west-1.api.aws, true",
        "us-iso-east-1, sqs.us-iso-east-1.c2s.ic.gov, true",
        "us-iso-east-1, sqs.us-iso-east-1.amazonaws.com, false"
    })
    void theDomainOfAnEndpointIsThatOfTheRegionsPartition(String region, String host, boolean ofAws) {
        AwsAccess access = new AwsAccess(
                List.of("sqs:GetQueueAttributes"),
                "sqs",
                Optional.of(region),
                Optional.of("111122223333"),
                Optional.of("orders"),
                Map.of(),
                AwsAccess.When.ALWAYS,
                List.of(),
                Optional.empty(),
                Map.of());

        assertThat(new KedaCall(new KedaIdentity.Operator(), access, "111122223333", null, null, "https://" + host)
                                .unknown()
                        == null)
                .isEqualTo(ofAws);
    }

    private static ScaleTriggers changed(String type, String parameter, String value) {
        ScaleTriggers trigger = AwsTriggers.all().get(type).trigger("111122223333");
        Map<String, String> metadata = new HashMap<>(trigger.getMetadata());
        metadata.put(parameter, value);
        trigger.setMetadata(metadata);
        return trigger;
    }

    @ParameterizedTest
    @CsvSource({
        "aws-kinesis-stream, streamName, arn:aws:kinesis:us-west-2:444455556666:stream/clicks",
        "aws-kinesis-stream, streamName, bad name",
        "aws-kinesis-stream, streamName, *",
        "aws-dynamodb, tableName, my table!",
        "aws-dynamodb, indexName, by*",
        "aws-dynamodb-streams, tableName, *",
        "aws-sqs-queue, queueURL, https://sqs.us-west-2.amazonaws.com/111122223333/*",
        "aws-sqs-queue, queueURL, https://sqs.us-west-2.amazonaws.com/111122223333/bad!name",
        "aws-sqs-queue, queueURL, orders?",
        "kafka, topic, ord*",
        "kafka, consumerGroup, ${aws:username}",
        "apache-kafka, consumerGroup, *",
        "prometheus, serverAddress, https://aps-workspaces.us-west-2.amazonaws.com/workspaces/*",
        "aws-cloudwatch, awsRegion, *",
        "aws-dynamodb-streams, tableName, arn:aws-cn:dynamodb:us-west-2:111122223333:table/orders"
    })
    void aNameThatNoResourceHasIsRefused(String type, String parameter, String name) {
        ScalingStack.Builder stack = stack().scaledObject(only(changed(type, parameter, name)));

        assertThat(refusalOf(stack))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("stack-trigger-source-invalid");
                    assertThat(finding.pointer()).isEqualTo("/spec/triggers/0/metadata/" + parameter);
                    assertThat(finding.message()).startsWith(parameter + " ");
                });
    }

    @Test
    void suchANameIsListedTogetherWithAMissingAuthentication() {
        ScaleTriggers trigger = changed("aws-kinesis-stream", "streamName", "*");
        trigger.setAuthenticationRef(null);

        assertThatThrownBy(() -> stack().scaledObject(only(trigger)).build())
                .hasMessageContaining("stack-trigger-without-authentication")
                .hasMessageContaining("stack-trigger-source-invalid");
    }

    @Test
    void atAnEndpointOfAnEmulatorSuchANameIsAWarningAndNothingIsGranted() {
        ScalingStack stack = stack().scaledObject(only(sqs(Map.of(
                        "queueURL", "http://localhost:9324/queue/*",
                        "awsRegion", "us-east-1",
                        "awsEndpoint", "http://localhost:9324"))))
                .build();

        assertThat(stack.findings())
                .filteredOn(finding -> finding.rule().equals("stack-trigger-source-invalid"))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(stack.policies()).doesNotContainKey("q-read-scaler.read-events-of-security.q-read");
        assertThat(stack.prove().isComplete()).isFalse();
        assertThat(stack.prove().denied()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws-dynamodb, tableName, arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
        "aws-dynamodb-streams, tableName, arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders",
        "kafka, bootstrapServers, b-1.demo.kafka.eu-west-1.amazonaws.com:9098",
        "apache-kafka, bootstrapServers, boot-1.c2.kafka-serverless.eu-west-1.amazonaws.com:9098"
    })
    void whatTheTriggerReadsMustBeInTheRegionThatKedaCalls(String type, String parameter, String elsewhere) {
        ScalingStack.Builder stack = stack().scaledObject(only(changed(type, parameter, elsewhere)));

        assertThat(refusalOf(stack))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("trigger-region-mismatch", "/spec/triggers/0/metadata/awsRegion"));
    }

    @Test
    void brokersOfAnotherRegionAreAWarningIfTheAuthenticationMaySignInOtherwise() {
        ScaleTriggers trigger = changed("kafka", "bootstrapServers", "b-1.demo.kafka.eu-west-1.amazonaws.com:9098");
        trigger.getMetadata().remove("sasl");
        trigger.getMetadata().remove("saslTokenProvider");
        ScalingStack stack = stack().scaledObject(only(trigger)).existing("aws").build();

        assertThat(stack.findings())
                .filteredOn(finding -> finding.rule().equals("stack-trigger-source-invalid"))
                .extracting(Finding::severity, Finding::pointer)
                .containsExactly(tuple(Severity.WARNING, "/spec/triggers/0/metadata/awsRegion"));
        assertThat(stack.prove().isComplete()).isFalse();
    }

    @Test
    void brokersInTheEnvironmentMustBeInThatRegionToo() {
        ScaleTriggers trigger = changed("kafka", "bootstrapServersFromEnv", "BROKERS");
        trigger.getMetadata().remove("bootstrapServers");
        ScalingStack.Builder stack = withContainers(container("reader")
                        .addNewEnv()
                        .withName("BROKERS")
                        .withValue("b-1.demo.kafka.eu-west-1.amazonaws.com:9098")
                        .endEnv()
                        .build())
                .scaledObject(only(trigger));

        assertThatThrownBy(stack::build)
                .hasMessageContaining("stack-trigger-source-invalid")
                .hasMessageContaining("awsRegion is us-west-2, but bootstrapServers names a broker in eu-west-1.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://vpce-1.sqs.us-east-1.vpce.amazonaws.com, true",
        "https://sqs.us-east-1.api.aws, true",
        "http://sqs.us-east-1.amazonaws.com, false",
        "http://localhost:9324, false",
        "https://sqs.us-east-1.amazonaws.com.example.org, false",
        "https://evilamazonaws.com, false",
        "https://keda-1.us-east-1.elb.amazonaws.com, false",
        "https://ec2-1-2-3-4.compute-1.amazonaws.com, false",
        "https://abc.execute-api.us-east-1.amazonaws.com, false",
        "https://sqs.eu-west-1.amazonaws.com, false",
        "https://sns.us-east-1.amazonaws.com, false",
        "https://SQS.us-east-1.AmazonAWS.com, true",
        "https://sqs-fips.us-east-1.amazonaws.com:443, true",
        "https://sqs.us-east-1.amazonaws.com:8443, false",
        "https://sqs.us-east-1.amazonaws.com.cn, false",
        "https://sqs.us-east-1.amazonaws.eu, false",
        "https://sqs.us-east-1.api.amazonwebservices.com.cn, false",
        "https://sqs.us-east-1.vpce.amazonaws.com, false",
        "https://vpce-1.sqs.us-east-1.amazonaws.com, false",
        "https://vpce-1.sqs.us-east-1.vpce.api.aws, false",
        "https://streams.sqs.us-east-1.amazonaws.com, false",
        "%, false"
    })
    void anotherEndpointThanOneOfAwsByTlsLeavesTheProofOpen(String endpoint, boolean proved) {
        Proof proof = stack().scaledObject(
                        only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1", "awsEndpoint", endpoint))))
                .build()
                .prove();

        assertThat(proof.isComplete()).as(proof.toString()).isEqualTo(proved);
        assertThat(proof.denied()).isEmpty();
        assertThat(proof.toString().contains("awsEndpoint is \"" + endpoint + "\""))
                .isEqualTo(!proved);
    }
}
