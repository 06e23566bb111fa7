package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Go and the libraries that KEDA uses accept as a number, a duration, a URL and so on, tested with triggers that
 * read one.
 */
class GoSyntaxTest {

    private static final Map<String, String> PROMETHEUS =
            Map.of("serverAddress", "http://prometheus:9090", "query", "up", "threshold", "1");
    private static final Map<String, String> CRON =
            Map.of("timezone", "UTC", "start", "0 8 * * *", "end", "0 18 * * *", "desiredReplicas", "1");
    private static final Map<String, String> SQS =
            Map.of("queueURL", "orders", "awsRegion", "us-east-1", "identityOwner", "operator");
    private static final Map<String, String> WORKLOAD = Map.of("podSelector", "app=orders", "value", "1");
    private static final Map<String, String> REGEX =
            Map.of("queueName", "orders", "useRegex", "true", "connectionFromEnv", "CONNECTION", "messageCount", "1");

    /** The findings that point at the key. */
    private static List<String> problems(String type, Map<String, String> base, String key, String value) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        Map<String, String> metadata = new LinkedHashMap<>(base);
        metadata.put(key, value);
        entry.setMetadata(metadata);
        return Triggers.check(entry, TriggerContext.unknown()).asList().stream()
                .filter(finding -> finding.pointer().equals("/metadata/" + key))
                .map(Finding::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5", " 5 ", "9223372036854775807", "-9223372036854775808", "-0"})
    void wholeNumbersAreThoseOfJson(String text) {
        assertThat(problems("aws-sqs-queue", SQS, "queueLength", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+5",
                "010",
                "5.0",
                "1e3",
                "0x10",
                "5 5",
                "9223372036854775808",
                "-",
                "five",
                "null",
                "\"5\"",
                "\u0665"
            })
    void otherNumbersAreNoWholeNumbers(String text) {
        assertThat(problems("aws-sqs-queue", SQS, "queueLength", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.5", "1e3", "1E-3", "1.5e+10", "100000000000000000000000"})
    void numbersAreThoseOfJson(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "threshold", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".5", "5.", "+1", "01", "1e", "NaN", "Infinity", "1e999", "1,5", "0x1p3"})
    void otherTextIsNoNumber(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "threshold", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})
    void flagsAreThoseOfGo(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "ignoreNullValues", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "on", "tRUE", "2", "\"true\""})
    void otherTextIsNoFlag(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "ignoreNullValues", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30s",
                "1m30s",
                "1.5h",
                "100",
                "1h2m3s4ms5us6ns",
                "300\u00b5s",
                ".5s",
                "0",
                "+5s",
                "1.s",
                "+5",
                "0100",
                "007",
                "-0"
            })
    void durationsAreThoseOfGoAndBareNumbersAreMilliseconds(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "timeout", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 s",
                "1d",
                "s",
                ".s",
                "-5s",
                "-1",
                "1m-30s",
                "1.5",
                "9999999999h",
                "PT30S",
                "1..5s",
                "-05",
                "+",
                "9223372036854775808",
                "92233720368547758080"
            })
    void otherTextIsNoDuration(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "timeout", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "a=1,b=2", " a = 1 , b = 2 ", "a=", "=1"})
    void mapsHaveOneEqualsSignEach(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "customHeaders", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=1,b", "a=1=2", "a=1,"})
    void otherTextIsNoMap(String text) {
        assertThat(problems("prometheus", PROMETHEUS, "customHeaders", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/5 0-23 1,15 JAN-Mar sun",
                "0 8 ? * MON-FRI",
                "5/15 * * * *",
                "59 23 31 12 6",
                "TZ=Europe/Berlin 0 8 * * *",
                "CRON_TZ=UTC 0  8 *   * *",
                "0 8 * * 0,3-5"
            })
    void cronExpressionsHaveFiveFields(String text) {
        assertThat(problems("cron", CRON, "start", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * *",
                "0 * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 7",
                "5-1 * * * *",
                "*/0 * * * *",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                "@daily",
                "x * * * *",
                "-5 * * * *",
                "TZ=Nowhere/Land 0 8 * * *",
                "* * * mon *",
                "99999999999 * * * *"
            })
    void otherTextIsNoCronExpression(String text) {
        assertThat(problems("cron", CRON, "start", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
                "/111122223333/orders",
                "orders.fifo",
                "https://host:port/1/orders",
                "http://[::1/a/b",
                "host/a/b/c"
            })
    void aQueueIsAUrlWithAccountAndNameOrANameAlone(String text) {
        assertThat(problems("aws-sqs-queue", SQS, "queueURL", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sqs.us-east-1.amazonaws.com/orders",
                "https://host/111122223333/",
                "/a/b/c",
                "https://host",
                "mailto:orders",
                "//a b/c",
                "http://u:p@host:80/a",
                "http://[::1]:80/a",
                "*"
            })
    void otherUrlsAreNoQueues(String text) {
        assertThat(problems("aws-sqs-queue", SQS, "queueURL", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "^ord.*s$",
                "a{2,3}?",
                "a{,3}",
                "x{",
                "(?i)orders",
                "a(?i)*",
                "(?i:a)b",
                "(?P<name>a)",
                "(?P<n>a)(?<n>b)",
                "(?<name>a)",
                "[[:alpha:]_-]+",
                "[^]a]",
                "[]a]",
                "\\d+\\.\\w*",
                "\\pL\\p{Greek}",
                "\\x41\\x{10FFFF}",
                "[\\d-x]",
                "a|b|",
                "()",
                "\\Qa(b\\E",
                "[a-\\x7f]",
                "\\123",
                "(a|b)*",
                "{00}",
                "a*{1,07}"
            })
    void expressionsThatGoCompiles(String text) {
        assertThat(problems("azure-servicebus", REGEX, "queueName", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a",
                "a**",
                "(a",
                "a)",
                "[a",
                "[z-a]",
                "a{1001}",
                "a{3,2}",
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(?<!a)",
                "\\1",
                "a\\",
                "(?z)",
                "(?P<>a)",
                "(?i)*",
                "\\C",
                "[[:alpa:]]",
                "\\p{",
                "\\x{110000000}",
                "|*",
                "\\y",
                "(?i",
                "(*)",
                "[--\\a]",
                "[\\x40-0]",
                "[\\x{1F600}-\\x7f]",
                "[\\102-A]"
            })
    void expressionsThatGoDoesNotCompile(String text) {
        assertThat(problems("azure-servicebus", REGEX, "queueName", text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app=orders",
                "app==orders,tier!=db",
                "a in (b, c),d notin (e)",
                "!a",
                "a",
                "x.example.com/a=b",
                "a>5,b<3",
                "a=",
                "a in (,b)",
                "a in ()",
                "a notin ( ),b",
                "in in (in)",
                " a = b "
            })
    void selectorsThatKubernetesTakes(String text) {
        assertThat(problems("kubernetes-workload", WORKLOAD, "podSelector", text))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b,",
                ",a",
                "a in b",
                "a in (b",
                "a in (b c)",
                "a>b",
                "a>=5",
                "=a",
                "a b",
                "-a=b",
                "a=-b",
                "a/b/c",
                "!",
                "!a=b",
                "A_.example/a",
                "a===b",
                "a in (b))"
            })
    void selectorsThatKubernetesDoesNotTake(String text) {
        assertThat(problems("kubernetes-workload", WORKLOAD, "podSelector", text))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500m",
                "512Mi",
                "1",
                "0.5",
                ".5Gi",
                "1e3",
                "1E-3",
                "+5k",
                "100Ei",
                "1e-40",
                "1e100000",
                "1E-999999"
            })
    void quantitiesOfKubernetes(String text) {
        assertThat(memory(text, MetricTargetType.AVERAGE_VALUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"512MB", "1 Gi", "Gi", "1.2.3", "1mm", "e3", "five", "1e", "50%", "-5", "0", "-0", "0.00Gi"})
    void otherTextIsNoQuantityAboveNothing(String text) {
        assertThat(memory(text, MetricTargetType.AVERAGE_VALUE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512Mi", "0.5", "2147483648", "1e2", "", "+", "0", "-1"})
    void percentIsAWholeNumberAboveNothing(String text) {
        assertThat(memory(text, MetricTargetType.UTILIZATION)).hasSize(1);
    }

    private static List<Finding> memory(String value, MetricTargetType metricType) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("memory");
        entry.setMetadata(Map.of("value", value));
        entry.setMetricType(metricType);
        return Triggers.check(entry, TriggerContext.unknown()).asList();
    }
}
