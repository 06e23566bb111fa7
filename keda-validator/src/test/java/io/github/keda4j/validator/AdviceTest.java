package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that work, but not as intended. {@link RuleDescriptionsTest} tests each rule's own examples. */
class AdviceTest {

    private static List<Finding> validate(String manifests) {
        return KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("test.yaml", manifests))
                .findings()
                .stream()
                .filter(finding -> !finding.rule().equals("scaledobject-target-not-found"))
                .toList();
    }

    private static String scaledObject(String fields, String trigger) {
        return """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                %s  scaleTargetRef: {name: orders}
                  triggers: [%s]
                """.formatted(fields.isEmpty() ? "" : fields.indent(2), trigger);
    }

    private static String sqs(String url, String region) {
        return "{type: aws-sqs-queue, metadata: {queueURL: \"%s\", awsRegion: %s, identityOwner: operator}}"
                .formatted(url, region);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-east-1.amazonaws.com/1/q, eu-west-1, us-east-1",
        "https://sqs-fips.us-west-2.amazonaws.com/1/q, us-east-1, us-west-2",
        "https://eu-west-1.queue.amazonaws.com/1/q, us-east-1, eu-west-1",
        "https://queue.amazonaws.com/1/q, eu-west-1, us-east-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/1/q, cn-northwest-1, cn-north-1",
        "https://vpce-1-2.sqs.us-east-1.vpce.amazonaws.com/1/q, us-east-2, us-east-1",
        "https://sqs.eu-west-1.api.aws/1/q, us-east-1, eu-west-1",
    })
    void theRegionOfAQueueIsComparedWithAwsRegion(String url, String region, String inUrl) {
        assertThat(validate(scaledObject("", sqs(url, region)))).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("trigger-region-mismatch");
            assertThat(finding.hint()).contains("Write awsRegion: " + inUrl + ".");
        });
        assertThat(validate(scaledObject("", sqs(url, inUrl)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://localstack:4566/1/q", "https://sqs.example.com/1/q", "orders"})
    void nothingIsSaidOfTheRegionOfOtherHosts(String url) {
        assertThat(validate(scaledObject("", sqs(url, "eu-west-1")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | trigger-cron-without-effect",
                "3 | 5 | trigger-cron-without-effect",
                "3 | 2 | ''",
                "1 | 0 | ''",
                "200 | 0 | trigger-cron-above-max",
            })
    void aCronTriggerIsHeldToTheBounds(int desired, int min, String rule) {
        String cron =
                "{type: cron, metadata: {timezone: UTC, start: 0 6 * * *, end: 0 18 * * *, desiredReplicas: \"%d\"}}";
        assertThat(validate(scaledObject("minReplicaCount: " + min, cron.formatted(desired))))
                .extracting(Finding::rule)
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queueName: \"${QUEUE}\", hostFromEnv: RABBIT | trigger-literal-variable",
                "queueName: \"$(QUEUE)\", hostFromEnv: RABBIT | trigger-literal-variable",
                "queueName: \"$QUEUE\", hostFromEnv: RABBIT | ''",
                "queueName: ORDER_QUEUE, hostFromEnv: RABBIT | ''",
                "queueName: orders, hostFromEnv: \"${RABBIT}\" | trigger-variable-name",
                "queueName: orders, hostFromEnv: \"amqp://rabbit\" | trigger-variable-name",
                "queueName: orders, hostFromEnv: my.rabbit-host | ''",
            })
    void aVariableIsToldFromAText(String metadata, String rule) {
        String trigger = "{type: rabbitmq, metadata: {mode: QueueLength, value: \"5\", " + metadata + "}}";
        assertThat(validate(scaledObject("", trigger)))
                .extracting(Finding::rule)
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @Test
    void theNameOfAVariableOfTheWorkloadIsNotTakenForAText() {
        String deployment = """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec: {template: {spec: {containers: [{name: app, env: [{name: QUEUE_URL, value: "https://q/1/q"}]}]}}}
                """;
        assertThat(validate(scaledObject("", sqs("QUEUE_URL", "us-east-1")) + deployment))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.hint()).contains("Write queueURLFromEnv if QUEUE_URL is a variable."));
        assertThat(validate(scaledObject("", sqs("ORDER_QUEUE", "us-east-1")) + deployment))
                .isEmpty();
    }

    @Test
    void noMessageShowsTheValueOfAKeyThatMayBeSecret() {
        String trigger = "{type: rabbitmq, metadata: {mode: QueueLength, value: \"5\", queueName: q,"
                + " hostFromEnv: \"amqp://user:hunter2@rabbit\"}}";
        assertThat(validate(scaledObject("", trigger)))
                .isNotEmpty()
                .noneMatch(finding -> finding.toString().contains("hunter2"));
    }

    @Test
    void replicasOfAWorkloadThatNobodyScalesAreNotTold() {
        String deployment = """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: shop}
                spec: {replicas: 3, template: {spec: {containers: [{name: app}]}}}
                """;
        String object = scaledObject("", sqs("orders", "us-east-1"));
        assertThat(validate(object + deployment.formatted("billing"))).isEmpty();
        assertThat(validate(object + deployment.formatted("orders")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("workload-fixed-replicas", "/spec/replicas"));
    }
}
