package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import java.util.Optional;
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
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:dynamodb:eu-west-1:111122223333:table/orders | us-west-2 | eu-west-1",
                "arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders | us-west-2 | cn-north-1",
                "orders | us-west-2 | us-west-2",
            })
    void theRegionOfATableIsComparedWithAwsRegion(String table, String region, String inArn) {
        String trigger = "{type: aws-dynamodb-streams, metadata: {tableName: \"%s\", awsRegion: %s,"
                + " identityOwner: operator}}";
        assertThat(validate(scaledObject("", trigger.formatted(table, region))))
                .extracting(Finding::rule, Finding::hint)
                .isEqualTo(
                        region.equals(inArn)
                                ? List.of()
                                : List.of(tuple(
                                        "trigger-region-mismatch", Optional.of("Write awsRegion: " + inArn + "."))));
        assertThat(validate(scaledObject("", trigger.formatted(table, inArn)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b-1.demo.kafka.us-west-2.amazonaws.com:9098 | aws_msk_iam | true",
                "k.shop.svc:9098,b-1.demo.kafka.us-west-2.amazonaws.com | aws_msk_iam | true",
                "boot-1.c2.kafka-serverless.us-west-2.amazonaws.com:9098 | aws_msk_iam | true",
                "b-1.demo.kafka.cn-north-1.amazonaws.com.cn:9098 | aws_msk_iam | true",
                "b-1.demo.kafka.eu-west-1.amazonaws.com:9098 | aws_msk_iam | false",
                "b-1.demo.kafka.us-west-2.amazonaws.com:9096 | scram_sha512 | false",
                "b-1.demo.kafka.us-west-2.amazonaws.com:9096 | 'scram_sha512, saslTokenProvider: aws_msk_iam' | false",
                "b-1.demo.kafka.us-west-2.amazonaws.com:9098 | 'oauthbearer, saslTokenProvider: aws_msk_iam' | true",
                "kafka.us-west-2.example.org:9098 | aws_msk_iam | false",
            })
    void theRegionOfBrokersIsComparedWithAwsRegionIfKedaSignsIn(String brokers, String sasl, boolean told) {
        String trigger = "{type: " + (sasl.equals("aws_msk_iam") ? "apache-kafka" : "kafka")
                + ", metadata: {bootstrapServers: \"" + brokers
                + "\", consumerGroup: billing, topic: orders, awsRegion: eu-west-1, tls: enable, sasl: " + sasl
                + "}, authenticationRef: {name: msk}}";
        assertThat(validate(scaledObject("", trigger)).stream()
                        .anyMatch(finding -> finding.rule().equals("trigger-region-mismatch")))
                .isEqualTo(told);
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

    private static String prometheus(String address, String metadata) {
        return "{type: prometheus, metadata: {serverAddress: '" + address + "', threshold: '1', " + metadata + "}}";
    }

    @ParameterizedTest
    @CsvSource({
        "https://aps-workspaces.us-east-1.amazonaws.com/workspaces/w, us-east-1",
        "https://aps-workspaces-fips.us-east-2.api.aws:443/workspaces/w, us-east-2"
    })
    void theRegionOfAPrometheusOfAwsIsComparedWithAwsRegion(String address, String inUrl) {
        String metadata = "query: up, awsAccessKeyIDFromEnv: A, awsSecretAccessKeyFromEnv: B, identityOwner: operator,"
                + " awsRegion: ";
        assertThat(validate(scaledObject("", prometheus(address, metadata + "eu-west-1"))))
                .extracting(Finding::rule)
                .containsExactly("trigger-region-mismatch");
        assertThat(validate(scaledObject("", prometheus(address, metadata + inUrl))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.amazonaws.com/1/q",
        "https://amazonaws.com.queue.test/1/q",
        "https://a.queue.amazonaws.com/1/q",
        "https://a1.queue.amazonaws.com/1/q",
        "https://-1.queue.amazonaws.com/1/q",
        "https://a-b.queue.amazonaws.com/1/q",
        "https://s3.us-east-1.amazonaws.com/1/q",
        "https://x.amazonaws.com.sqs/1/q",
    })
    void nothingIsSaidOfTheRegionOfAHostWithoutOne(String url) {
        assertThat(validate(scaledObject("", sqs(url, "eu-west-1"))))
                .extracting(Finding::rule)
                .doesNotContain("trigger-region-mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                        | true",
                "identityOwner: pod                                        | true",
                "identityOwner: operator                                   | false",
                "'awsAccessKeyIDFromEnv: A, awsSecretAccessKeyFromEnv: B'  | false",
                "'awsRoleArn: arn:aws:iam::111122223333:role/r'            | false"
            })
    void aPrometheusOfAwsNeedsAnIdentity(String metadata, boolean told) {
        String address = "https://aps-workspaces.us-east-1.amazonaws.com/workspaces/w";
        assertThat(
                        validate(scaledObject("", prometheus(address, "query: up, awsRegion: us-east-1, " + metadata)))
                                .stream()
                                .anyMatch(finding -> finding.rule().equals("trigger-unsigned-request")))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up{a=\"${JOB}\"}  | true",
                "up{a=\"${Job}\"}  | false",
                "up{a=\"${job}\"}  | false",
                "${a-b.c_1}        | false",
                "${A-B.C_1Z}       | true",
                "${1A}             | false",
                "${-A}             | false",
                "${A B}            | false",
                "${A@}             | false",
                "${A[}             | false",
                "${A:}             | false",
                "${A/}             | false",
                "${}               | false",
                "${A               | false",
                "$(A)              | true",
                "$(A)b             | false",
                "b$(A)             | false"
            })
    void aPlaceholderIsToldIfItIsTheNameOfAVariableAndNotOneOfTheQuery(String query, boolean told) {
        String trigger = prometheus("http://prometheus:9090", "query: '" + query + "'");
        assertThat(validate(scaledObject("", trigger)).stream()
                        .anyMatch(finding -> finding.rule().equals("trigger-literal-variable")))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "A_B, true",
        "_Z, true",
        "A_09, true",
        "AB, false",
        "0_A, false",
        "A_b, false",
        "A_@, false",
        "A_[, false",
        "A_/, false",
        "A_:, false"
    })
    void aSecretInCapitalsWithAnUnderscoreIsTheNameOfAVariable(String password, boolean told) {
        String trigger =
                "{type: redis, metadata: {address: 'redis:6379', listName: l, listLength: '5', password: '%s'}}";
        assertThat(validate(scaledObject("", trigger.formatted(password))).stream()
                        .anyMatch(finding -> finding.rule().equals("trigger-literal-variable")))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "9, true", "90, true", "999999999, true", "1s, false"})
    void aDurationWithoutAUnitIsInMilliseconds(String timeout, boolean told) {
        String trigger = "{type: beanstalkd, metadata: {server: 's:1', tube: t, value: '5', timeout: '%s'}}";
        assertThat(validate(scaledObject("", trigger.formatted(timeout))).stream()
                        .anyMatch(finding -> finding.rule().equals("trigger-milliseconds")))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: aws                                                            |",
                "provider: none                                                           |",
                "provider: gcp                                                            | /spec/awsSecretManager/podIdentity/provider",
                "'provider: aws, externalID: e'                                           | /spec/awsSecretManager/podIdentity/externalID",
                "'provider: aws, roleArn: \"arn:aws:iam::1:role/r\", identityOwner: keda'     |",
                "'provider: aws, roleArn: \"arn:aws:iam::1:role/r\", identityOwner: workload' | /spec/awsSecretManager/podIdentity/roleArn"
            })
    void theIdentityForTheSecretManagerHasNoEffectInParts(String identity, String pointer) {
        List<String> told = validate("""
                        apiVersion: keda.sh/v1alpha1
                        kind: TriggerAuthentication
                        metadata: {name: a, namespace: shop}
                        spec: {awsSecretManager: {podIdentity: {%s}, secrets: [{parameter: a, name: b}]}}
                        """.formatted(identity)).stream()
                .filter(finding -> finding.rule().equals("authentication-secret-manager"))
                .map(Finding::pointer)
                .toList();
        assertThat(told).isEqualTo(pointer == null ? List.of() : List.of(pointer));
    }
}
