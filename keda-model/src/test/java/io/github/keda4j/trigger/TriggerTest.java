package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a builder and a view promise, on triggers that many use. */
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
                .toTrigger();

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
    void everyProblemIsToldAtOnce() {
        assertThatExceptionOfType(FindingsException.class)
                .isThrownBy(() -> CronTrigger.builder()
                        .start("0 8 * * 1-5")
                        .end("0 25 * * 1-5")
                        .desiredReplicas(0)
                        .build())
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(Finding::rule, Finding::pointer)
                        .containsExactlyInAnyOrder(
                                tuple("trigger-missing-parameter", "/metadata/timezone"),
                                tuple("trigger-parameter-value", "/metadata/end"),
                                tuple("trigger-desired-replicas", "/metadata/desiredReplicas")))
                .withMessageContaining("trigger cron");
    }

    @Test
    void aMessageSaysWhatWasFoundAndWhatIsAllowed() {
        assertThatThrownBy(() -> PrometheusTrigger.builder()
                        .serverAddress("http://prometheus:9090")
                        .query("up")
                        .parameter("threshold", "many")
                        .authModes(HttpAuthMode.BASIC, HttpAuthMode.BEARER)
                        .build())
                .hasMessageContaining(
                        "/metadata/threshold: threshold is \"many\", which is no number, such as 5 or 0.5")
                .hasMessageContaining(
                        "/metadata/authModes: authModes is \"basic,bearer\", which has more than one of bearer, basic and oauth");
    }

    @Test
    void withoutAnAuthenticationItsParametersAreMissing() {
        assertThatThrownBy(() -> AwsSqsQueueTrigger.builder()
                        .queueUrl(ORDERS)
                        .awsRegion("us-east-1")
                        .build())
                .hasMessageContaining("credentials for AWS are missing");
        assertThat(AwsSqsQueueTrigger.builder()
                        .queueUrl(ORDERS)
                        .awsRegion("us-east-1")
                        .identityOwner(AwsIdentityOwner.OPERATOR)
                        .build()
                        .check(TriggerContext.unknown()))
                .isEmpty();
    }

    @Test
    void aKeyThatKedaDoesNotKnowIsAWarningWithWhatMayBeMeant() {
        Trigger trigger = orders().parameter("queueLenght", "7")
                .parameter("queueUrl", "x")
                .build();

        assertThat(trigger.check(TriggerContext.unknown()))
                .allMatch(finding -> finding.severity() == Severity.WARNING)
                .allMatch(finding -> finding.rule().equals("trigger-unknown-parameter"))
                .extracting(Finding::hint)
                .containsExactly("Did you mean queueLength?", "Did you mean queueURL?");
    }

    @Test
    void aKeyThatBelongsIntoTheAuthenticationIsAWarningThatSaysSo() {
        Trigger trigger = orders().parameter("awsRoleArn", "arn:aws:iam::111122223333:role/x")
                .build();

        assertThat(trigger.check(TriggerContext.unknown()))
                .extracting(Finding::message, Finding::hint)
                .containsExactly(tuple(
                        "KEDA does not read awsRoleArn in the metadata; it takes it from the authentication",
                        "Put awsRoleArn into the TriggerAuthentication that authenticationRef names;"
                                + " authentication() of the trigger's class builds one"));
    }

    @Test
    void whatOnlyAnAuthenticationGivesIsMissingWithWhereToPutIt() {
        KafkaTrigger.Builder kafka = KafkaTrigger.builder()
                .bootstrapServers("kafka:9092")
                .consumerGroup("billing")
                .sasl(KafkaTrigger.Sasl.SCRAM_SHA512);

        assertThatThrownBy(kafka::build)
                .hasMessageContaining("username is missing. Put username into the TriggerAuthentication");
        assertThatThrownBy(kafka.limitToPartitionsWithLag(true)::build)
                .hasMessageContaining("topic is required where limitToPartitionsWithLag is true [");
    }

    @Test
    void keysWithSlashesAndTildesArePointedAtAsJsonPointersDo() {
        assertThat(orders().parameter("a/b~c", "1").build().check(TriggerContext.unknown()))
                .extracting(Finding::pointer)
                .containsExactly("/metadata/a~1b~0c");
    }

    @Test
    void secretsAreNotShown() {
        Trigger trigger = RedisTrigger.builder()
                .address("redis:6379")
                .listName("orders")
                .password("correct-horse")
                .parameter("passwrod", "battery-staple")
                .parameter("secretOfTomorrow", "battery-staple")
                .build();

        assertThat(trigger.toString())
                .contains("listName=orders", "password=***", "secretOfTomorrow=***")
                .doesNotContain("correct-horse");
        assertThat(trigger.check(TriggerContext.unknown()).toString()).doesNotContain("battery-staple");
    }

    @Test
    void aPasswordInAUrlIsNotShown() {
        Trigger trigger = PrometheusTrigger.builder()
                .serverAddress("http://reader:correct-horse@prometheus:9090/p?a=b@c")
                .query("up")
                .threshold(1)
                .build();

        assertThat(trigger)
                .hasToString("Trigger prometheus{serverAddress=http://reader:***@prometheus:9090/p?a=b@c,"
                        + " query=up, threshold=1}");
        assertThatThrownBy(() -> AwsSqsQueueTrigger.builder()
                        .queueUrl("https://me:correct-horse@sqs.example.com/orders")
                        .awsRegion("us-east-1")
                        .authenticationRef("orders")
                        .build())
                .hasMessageContaining("https://me:***@sqs.example.com/orders")
                .hasMessageNotContaining("correct-horse");
    }

    @Test
    void aTriggerPrintsWhatTellsItFromOthers() {
        assertThat(orders().name("orders").metricType(MetricTargetType.VALUE).build())
                .hasToString("Trigger aws-sqs-queue{name=orders, metricType=Value, queueURL=" + ORDERS
                        + ", awsRegion=us-east-1, authenticationRef=orders}");
    }

    @Test
    void aValueThatIsNotAllowedIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> KafkaTrigger.builder()
                        .bootstrapServers("kafka:9092")
                        .consumerGroup("billing")
                        .tls(TlsMode.of("true"))
                        .sasl(KafkaTrigger.Sasl.of("plain"))
                        .partitionLimitation("one")
                        .build())
                .hasMessageContaining("tls is \"true\", which is neither enable nor disable")
                .hasMessageContaining("sasl is \"plain\", which is none of none, plaintext, scram_sha256, scram_sha512,"
                        + " oauthbearer and gssapi")
                .hasMessageContaining("partitionLimitation is \"one\", which is not written as KEDA reads it");
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
        trigger.toTrigger().getMetadata().put("queueURL", "other");
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
        ScaleTriggers entry = orders().build().toTrigger();
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
    void whatCannotBeWrittenIsRefusedUntilItIsReplaced() {
        PrometheusTrigger.Builder builder = PrometheusTrigger.builder()
                .serverAddress("http://prometheus:9090")
                .query("up")
                .threshold(Double.NaN)
                .customHeaders(Map.of("X-Scope-OrgID", "a,b"))
                .timeout(Duration.ofSeconds(-1));

        assertThatThrownBy(builder::build)
                .hasMessageStartingWith("3 findings")
                .hasMessageContaining("threshold is NaN, which is no number that KEDA takes")
                .hasMessageContaining("customHeaders has a key or a value with space around it")
                .hasMessageContaining("timeout is PT-1S, which is negative");
        assertThatThrownBy(builder.timeout(Duration.ofSeconds(Long.MAX_VALUE))::build)
                .hasMessageContaining("which is longer than the 292 years that Go can count");
        assertThat(builder.threshold(1)
                        .customHeaders(Map.of("X-Scope-OrgID", "a"))
                        .timeout(Duration.ofSeconds(1))
                        .build()
                        .customHeaders())
                .containsEntry("X-Scope-OrgID", "a");
    }

    @Test
    void anElementWithTheSeparatorInItIsRefused() {
        assertThatThrownBy(() -> ApacheKafkaTrigger.builder()
                        .bootstrapServers("a:9092,b:9092")
                        .consumerGroup("shipping")
                        .partitionLimitation(-3)
                        .build())
                .hasMessageContaining(
                        "bootstrapServers has the element \"a:9092,b:9092\"; an element must not be empty,"
                                + " have space around it or contain the separator \",\"")
                .hasMessageContaining("partitionLimitation has element -3, whose sign KEDA takes for that of a range")
                .hasMessageStartingWith("2 findings");
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
                .hasMessageContaining("metricType is missing; allowed is Utilization or AverageValue");
        assertThatThrownBy(() -> MemoryTrigger.builder()
                        .value("60")
                        .metricType(MetricTargetType.VALUE)
                        .build())
                .hasMessageContaining("metricType is Value; allowed is Utilization or AverageValue");
        Trigger cpu = CpuTrigger.builder()
                .value("60")
                .metricType(MetricTargetType.UTILIZATION)
                .build();
        assertThat(cpu.metricName(0)).isEmpty();
        assertThat(cpu.target()).isEmpty();
    }

    @Test
    void utilizationIsForCpuAndMemoryOnly() {
        assertThatThrownBy(
                        () -> orders().metricType(MetricTargetType.UTILIZATION).build())
                .hasMessageContaining("metricType is Utilization; allowed is AverageValue or Value");
    }

    @Test
    void cachedMetricsAreRefusedWhereTheClusterItselfIsRead() {
        ScaleTriggers entry = CronTrigger.builder()
                .timezone("Europe/Berlin")
                .start("0 8 * * *")
                .end("0 18 * * *")
                .desiredReplicas(3)
                .build()
                .toTrigger();
        entry.setUseCachedMetrics(true);

        assertThat(Triggers.read(entry).findings())
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("trigger-use-cached-metrics", "/useCachedMetrics"));
    }

    @Test
    void awsTriggersSayWhatTheyCall() {
        assertThat(orders().build().awsAccess())
                .containsExactly(new AwsAccess(
                        List.of("sqs:GetQueueAttributes"), "arn:{partition}:sqs:us-east-1:{account}:orders"));
        assertThat(AwsSqsQueueTrigger.builder()
                        .queueUrlFromEnv("QUEUE")
                        .authenticationRef("orders")
                        .build()
                        .awsAccess())
                .containsExactly(new AwsAccess(
                        List.of("sqs:GetQueueAttributes"), "arn:{partition}:sqs:{awsRegion}:{account}:{queueURL}"));
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
        assertThatThrownBy(() -> CpuTrigger.from(orders().build().toTrigger()))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("is \"aws-sqs-queue\"; cpu is expected here");
    }
}
