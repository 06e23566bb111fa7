package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Returns the value that the autoscaler compares the metric with. */
class TriggerTargetTest {

    @Test
    void someTypesAlwaysHaveTheSameTarget() {
        assertThat(read(
                                "cron",
                                Map.of(
                                        "timezone",
                                        "UTC",
                                        "start",
                                        "0 8 * * *",
                                        "end",
                                        "0 9 * * *",
                                        "desiredReplicas",
                                        "7"))
                        .target())
                .hasValue(1);
        assertThat(read("selenium-grid", Map.of("url", "http://grid/graphql")).target())
                .hasValue(1);
    }

    @Test
    void theFirstParameterThatAppliesHoldsTheTarget() {
        Map<String, String> stream = Map.of("address", "a:6379", "stream", "s", "streamLength", "3");
        assertThat(read("redis-streams", stream).target()).hasValue(3);
        Map<String, String> group =
                Map.of("address", "a:6379", "stream", "s", "consumerGroup", "g", "pendingEntriesCount", "4");
        assertThat(read("redis-streams", group).target()).hasValue(4);
        Map<String, String> lag = Map.of("address", "a:6379", "stream", "s", "consumerGroup", "g", "lagCount", "6");
        assertThat(read("redis-streams", lag).target()).hasValue(6);
    }

    @Test
    void kedaTakesANumberWhereNoParameterHoldsOne() {
        Map<String, String> plain = Map.of("queueName", "q", "host", "http://u:p@h:15672/");
        assertThat(read("rabbitmq", plain).target()).hasValue(20);
    }

    @Test
    void theTargetIsInTheUnitOfTheMetric() {
        Map<String, String> spool = Map.of(
                "solaceSempBaseURL", "http://h:8080",
                "messageVpn", "v",
                "queueName", "q",
                "messageSpoolUsageTarget", "2",
                "username", "u",
                "password", "p");
        assertThat(read("solace-event-queue", spool).target()).hasValue(2 * 1024 * 1024);
    }

    @Test
    void someTypesTakeNoNoticeOfTheMetricType() {
        ScaleTriggers pulsar = entry("pulsar", Map.of("adminURL", "http://a", "topic", "t", "subscription", "s"));
        pulsar.setMetricType(MetricTargetType.VALUE);
        assertThat(Triggers.read(pulsar).orElseThrow().metricTargetType()).isEqualTo(MetricTargetType.AVERAGE_VALUE);
    }

    @Test
    void theAutoscalerRefusesAMetricTypeThatItDoesNotKnow() {
        ScaleTriggers entry = entry("aws-sqs-queue", Map.of("queueURL", "q", "awsRegion", "eu-west-1"));
        entry.setMetricType(MetricTargetType.of("Average"));
        TriggerContext.Builder context = TriggerContext.builder().authenticationParameters(Map.of());
        assertThat(errors(entry, context.readByFormula(false).inScaledJob(false).build()))
                .contains("trigger-metric-type");
        assertThat(errors(entry, context.readByFormula(true).build())).doesNotContain("trigger-metric-type");
    }

    private static List<String> errors(ScaleTriggers entry, TriggerContext context) {
        return Triggers.check(entry, context).ofSeverity(Severity.ERROR).asList().stream()
                .map(Finding::rule)
                .toList();
    }

    private static Trigger read(String type, Map<String, String> metadata) {
        return Triggers.read(entry(type, metadata)).orElseThrow();
    }

    private static ScaleTriggers entry(String type, Map<String, String> metadata) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(metadata);
        return entry;
    }
}
