package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The messages of builders and views about mistakes, and what these do not show. */
class TriggerMessagesTest {

    private static final String ORDERS = "https://sqs.us-east-1.amazonaws.com/111122223333/orders";

    private static AwsSqsQueueTrigger.Builder orders() {
        return AwsSqsQueueTrigger.builder()
                .queueUrl(ORDERS)
                .awsRegion("us-east-1")
                .authenticationRef("orders");
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
                        "/metadata/threshold: threshold is \"many\". It must be a number (for example 5 or 0.5).")
                .hasMessageContaining(
                        "/metadata/authModes: authModes is \"basic,bearer\". It must not have more than one of bearer, basic and oauth.");
    }

    @Test
    void aKeyThatKedaDoesNotKnowIsAWarningWithWhatMayBeMeant() {
        Trigger trigger = orders().parameter("queueLenght", "7")
                .parameter("queueUrl", "x")
                .build();

        assertThat(trigger.check(TriggerContext.unknown()))
                .allMatch(finding -> finding.severity() == Severity.WARNING)
                .allMatch(finding -> finding.rule().equals("trigger-unknown-parameter"))
                .extracting(finding -> finding.hint().orElseThrow())
                .containsExactly("Did you mean queueLength?", "Did you mean queueURL?");
    }

    @Test
    void aKeyThatBelongsIntoTheAuthenticationIsAWarningThatSaysSo() {
        Trigger trigger = orders().parameter("awsRoleArn", "arn:aws:iam::111122223333:role/x")
                .build();

        assertThat(trigger.check(TriggerContext.unknown()))
                .extracting(Finding::message, finding -> finding.hint().orElse(null))
                .containsExactly(tuple(
                        "KEDA does not read awsRoleArn from the trigger's metadata. It reads it from the authentication.",
                        "Put awsRoleArn into the TriggerAuthentication that authenticationRef names"
                                + " (authentication() of the trigger's class builds one)."));
    }

    @Test
    void whatOnlyAnAuthenticationGivesIsMissingWithWhereToPutIt() {
        KafkaTrigger.Builder kafka = KafkaTrigger.builder()
                .bootstrapServers("kafka:9092")
                .consumerGroup("billing")
                .sasl(KafkaTrigger.Sasl.SCRAM_SHA512);

        assertThatThrownBy(kafka::build)
                .hasMessageContaining("username is missing. username and password must be given if sasl is plaintext,"
                        + " scram_sha256 or scram_sha512. Put username into the TriggerAuthentication");
        assertThatThrownBy(kafka.limitToPartitionsWithLag(true)::build)
                .hasMessageContaining("topic is missing. It must be given if limitToPartitionsWithLag is true. [");
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
                .hasMessageContaining("tls is \"true\". It must be enable or disable.")
                .hasMessageContaining(
                        "sasl is \"plain\". It must be none, plaintext, scram_sha256, scram_sha512, oauthbearer or gssapi.")
                .hasMessageContaining(
                        "partitionLimitation is \"one\". The part \"one\" is neither a partition number nor"
                                + " a range (for example 0-3).");
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
                .hasMessageContaining("threshold is \"NaN\". It must be a finite number.")
                .hasMessageContaining("customHeaders has a key or a value that cannot be written.")
                .hasMessageContaining("timeout is \"PT-1S\". It must not be negative.");
        assertThatThrownBy(builder.timeout(Duration.ofSeconds(Long.MAX_VALUE))::build)
                .hasMessageContaining("It must be at most 292 years, the longest duration that Go can hold.");
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
                        "bootstrapServers has the element \"a:9092,b:9092\". An element must not be empty,"
                                + " have space around it or contain the separator \",\".")
                .hasMessageContaining(
                        "partitionLimitation has the element \"-3\". KEDA would read the minus sign as a range.")
                .hasMessageStartingWith("2 findings");
    }
}
