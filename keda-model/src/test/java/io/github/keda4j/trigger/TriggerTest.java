package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of builders and views, tested with triggers that many people use. */
class TriggerTest {

    private static final String ORDERS = "https://sqs.us-east-1.amazonaws.com/111122223333/orders";

    private static AwsSqsQueueTrigger.Builder orders() {
        return AwsSqsQueueTrigger.builder()
                .queueUrl(ORDERS)
                .awsRegion("us-east-1")
                .authenticationRef("orders");
    }

    @Test
    void aBuilderWritesWhatPeopleWriteInYaml() {
        ScaleTriggers entry = orders().name("orders")
                .queueLength(5)
                .scaleOnInFlight(false)
                .metricType(MetricTargetType.VALUE)
                .useCachedMetrics(true)
                .build()
                .toScaleTrigger();

        ScaleTriggers expected = new ScaleTriggers();
        expected.setType("aws-sqs-queue");
        expected.setName("orders");
        expected.setMetadata(
                Map.of("queueURL", ORDERS, "awsRegion", "us-east-1", "queueLength", "5", "scaleOnInFlight", "false"));
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName("orders");
        expected.setAuthenticationRef(reference);
        expected.setMetricType(MetricTargetType.VALUE);
        expected.setUseCachedMetrics(true);
        assertThat(entry).isEqualTo(expected);
        assertThat(entry.getMetadata().keySet())
                .containsExactly("queueURL", "awsRegion", "queueLength", "scaleOnInFlight");
    }

    @Test
    void aViewGivesValuesAndDefaults() {
        AwsSqsQueueTrigger trigger = orders().build();

        assertThat(trigger.queueUrl()).hasValue(ORDERS);
        assertThat(trigger.queueLength()).isEqualTo(5);
        assertThat(trigger.scaleOnInFlight()).isTrue();
        assertThat(trigger.awsEndpoint()).isEmpty();
        assertThat(trigger.target()).hasValue(5);
        assertThat(trigger.activation()).hasValue(0);
        assertThat(trigger.metricName(2)).hasValue("s2-aws-sqs-orders");
        assertThat(trigger.name()).isEmpty();
        assertThat(trigger.metricType()).isEmpty();
        assertThat(trigger.useCachedMetrics()).isFalse();
        assertThat(trigger.authenticationRef().orElseThrow().getName()).isEqualTo("orders");
    }

    @Test
    void withoutAnAuthenticationItsParametersAreMissing() {
        assertThatThrownBy(() -> AwsSqsQueueTrigger.builder()
                        .queueUrl(ORDERS)
                        .awsRegion("us-east-1")
                        .build())
                .hasMessageContaining("Credentials for AWS are missing: there is no awsAccessKeyID.");
        assertThat(AwsSqsQueueTrigger.builder()
                        .queueUrl(ORDERS)
                        .awsRegion("us-east-1")
                        .identityOwner(AwsIdentityOwner.OPERATOR)
                        .build()
                        .check(TriggerContext.unknown()))
                .isEmpty();
    }

    @Test
    void aViewDoesNotChangeWithWhatItWasMadeOf() {
        Map<String, String> metadata = new LinkedHashMap<>(Map.of("queueURL", ORDERS, "awsRegion", "us-east-1"));
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("aws-sqs-queue");
        entry.setMetadata(metadata);
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName("orders");
        entry.setAuthenticationRef(reference);

        AwsSqsQueueTrigger trigger = AwsSqsQueueTrigger.from(entry);
        metadata.put("queueURL", "other");
        reference.setName("other");
        trigger.toScaleTrigger().getMetadata().put("queueURL", "other");
        trigger.authenticationRef().orElseThrow().setName("other");

        assertThat(trigger).isEqualTo(orders().build());
        assertThatThrownBy(() -> trigger.metadata().put("queueURL", "other"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBuilderCanBeUsedOn() {
        AwsSqsQueueTrigger.Builder builder = orders();
        AwsSqsQueueTrigger first = builder.build();

        AwsSqsQueueTrigger second = builder.queueLength(20).build();

        assertThat(first.queueLength()).isEqualTo(5);
        assertThat(second.queueLength()).isEqualTo(20);
        assertThat(second.toBuilder().build()).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void aSetterReplacesAliasesAndVariables() {
        ScaleTriggers entry = orders().build().toScaleTrigger();
        entry.getMetadata().remove("queueURL");
        entry.getMetadata().put("queueURLFromEnv", "QUEUE");

        AwsSqsQueueTrigger fromEnvironment = AwsSqsQueueTrigger.from(entry);

        assertThat(fromEnvironment.queueUrlFromEnv()).hasValue("QUEUE");
        assertThat(fromEnvironment.metricName(0)).isEmpty();
        assertThat(fromEnvironment.toBuilder().queueUrl(ORDERS).build().metadata())
                .doesNotContainKey("queueURLFromEnv")
                .containsEntry("queueURL", ORDERS);
        assertThat(fromEnvironment.toBuilder()
                        .queueUrl(ORDERS)
                        .queueUrlFromEnv("QUEUE")
                        .build()
                        .metadata())
                .doesNotContainKey("queueURL");
    }

    @Test
    void aDurationIsNeverWrittenAsABareNumber() {
        PrometheusTrigger trigger = PrometheusTrigger.builder()
                .serverAddress("http://prometheus:9090")
                .query("up")
                .threshold(2.5)
                .timeout(Duration.ofSeconds(90))
                .build();

        assertThat(trigger.metadata()).containsEntry("timeout", "1m30s").containsEntry("threshold", "2.5");
        assertThat(trigger.toBuilder().parameter("timeout", "1500").build().timeout())
                .hasValue(Duration.ofMillis(1500));
    }

    @Test
    void aRangeIsReadAsItsNumbers() {
        assertThat(ApacheKafkaTrigger.builder()
                        .bootstrapServers("a:9092")
                        .consumerGroup("shipping")
                        .parameter("partitionLimitation", "1-3, 7")
                        .build()
                        .partitionLimitation())
                .containsExactly(1, 2, 3, 7);
    }

    @Test
    void nullIsRefusedByName() {
        assertThatThrownBy(() -> orders().queueUrl(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("queueURL");
    }

    @Test
    void cpuAndMemoryNeedAMetricTypeAndMakeNoExternalMetric() {
        assertThatThrownBy(() -> CpuTrigger.builder().value("60").build())
                .hasMessageContaining("metricType is missing. It must be Utilization or AverageValue.");
        assertThatThrownBy(() -> MemoryTrigger.builder()
                        .value("60")
                        .metricType(MetricTargetType.VALUE)
                        .build())
                .hasMessageContaining("metricType is \"Value\". It must be Utilization or AverageValue.");
        Trigger cpu = CpuTrigger.builder()
                .value("60")
                .metricType(MetricTargetType.UTILIZATION)
                .build();
        assertThat(cpu.metricName(0)).isEmpty();
        assertThat(cpu.target()).hasValue(60);
    }

    @Test
    void utilizationIsForCpuAndMemoryOnly() {
        assertThatThrownBy(
                        () -> orders().metricType(MetricTargetType.UTILIZATION).build())
                .hasMessageContaining("metricType is \"Utilization\". It must be AverageValue or Value.");
    }

    @Test
    void cachedMetricsAreRefusedWhereTheClusterItselfIsRead() {
        ScaleTriggers entry = CronTrigger.builder()
                .timezone("Europe/Berlin")
                .start("0 8 * * *")
                .end("0 18 * * *")
                .desiredReplicas(3)
                .build()
                .toScaleTrigger();
        entry.setUseCachedMetrics(true);

        assertThat(Triggers.read(entry).findings())
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("trigger-use-cached-metrics", "/useCachedMetrics"));
    }

    @Test
    void awsTriggersSayWhatTheyCall() {
        assertThat(orders().build().awsAccess())
                .containsExactly(new AwsAccess(
                        List.of("sqs:GetQueueAttributes"),
                        "sqs",
                        Optional.of("us-east-1"),
                        Optional.of("111122223333"),
                        Optional.of("orders"),
                        Map.of(),
                        AwsAccess.When.ALWAYS,
                        List.of(),
                        Optional.empty(),
                        Map.of()));
        assertThat(AwsSqsQueueTrigger.builder()
                        .queueUrlFromEnv("QUEUE")
                        .authenticationRef("orders")
                        .build()
                        .awsAccess())
                .singleElement()
                .satisfies(access -> {
                    assertThat(access.missing()).containsExactly("queueURL", "awsRegion");
                    assertThat(access.arn("aws", "111122223333")).isEmpty();
                });
        assertThat(CpuTrigger.builder()
                        .value("60")
                        .metricType(MetricTargetType.UTILIZATION)
                        .build()
                        .awsAccess())
                .isEmpty();
    }

    @Test
    void anAuthenticationOfTheClusterIsReferredToByItsKind() {
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName("operator");
        reference.setKind(AuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION);

        AwsSqsQueueTrigger trigger = orders().authenticationRef(reference).build();

        assertThat(trigger.authenticationRef()).hasValue(reference);
    }

    @Test
    void fromTellsOfAnEntryOfAnotherType() {
        assertThatThrownBy(() -> CpuTrigger.from(orders().build().toScaleTrigger()))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("is \"aws-sqs-queue\". It must be cpu.");
    }
}
