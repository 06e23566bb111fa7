package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Problems about which users of KEDA have opened issues, with the objects and the finding that would have helped. The
 * numbers are those of issues in kedacore/keda.
 */
class PainsTest {

    private static final String SQS = """
              - type: aws-sqs-queue
                metadata: {queueURL: "https://sqs.us-east-1.amazonaws.com/111122223333/orders", awsRegion: us-east-1%s}
            """;
    private static final String WITH_AUTHENTICATION = SQS.formatted("") + "    authenticationRef: {name: orders}\n";
    private static final String CPU = "  - {type: cpu%s, metadata: {value: \"60\"}}\n";

    private static String scaledObject(String fields, String triggers) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                %s  triggers:
                %s""".formatted(fields.isEmpty() ? "" : fields.indent(2), triggers);
    }

    private static String scaledJob(String strategy, String triggers) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledJob
                metadata: {name: orders, namespace: shop}
                spec:
                  scalingStrategy: {strategy: %s}
                  jobTargetRef: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: orders}]}}}
                  triggers:
                %s""".formatted(strategy, triggers);
    }

    private static String authentication(String spec) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: orders, namespace: shop}
                spec:
                """ + spec.indent(2);
    }

    private static String deployment(String pod) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec: {template: {spec: {%scontainers: [{name: app, image: orders}]}}}
                """.formatted(pod);
    }

    private static final String ACCOUNT = """
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: orders, namespace: shop}
            """;

    private static final String CUSTOM_TARGET = scaledObject("", WITH_AUTHENTICATION)
                    .replace(
                            "{name: orders}\n  triggers",
                            "{apiVersion: example.com/v1, kind: Pool, name: orders}\n  triggers")
            + """
            ---
            apiVersion: example.com/v1
            kind: Pool
            metadata: {name: orders, namespace: shop}
            spec: {size: 1}
            """;

    private static String formula(String formula, String triggers) {
        return scaledObject("advanced: {scalingModifiers: {formula: \"" + formula + "\", target: \"5\"}}", triggers);
    }

    private static final String NAMED = """
              - {type: kafka, name: my-queue, metadata: {bootstrapServers: "k:9092", consumerGroup: g, topic: t}}
            """;

    private static Arguments pain(String issues, String manifests, String finding) {
        return Arguments.of(issues, manifests, finding);
    }

    static Stream<Arguments> pains() {
        return Stream.of(
                pain("#6418 no identity", scaledObject("", SQS.formatted("")), "ERROR trigger-aws-credentials"),
                pain(
                        "#4764 unknown identityOwner",
                        scaledObject("", SQS.formatted(", identityOwner: workload")),
                        "WARNING trigger-parameter-value"),
                pain("#4134 keys beside a pod identity", authentication("""
                                podIdentity: {provider: aws}
                                secretTargetRef: [{parameter: awsAccessKeyID, name: aws, key: id}]
                                """), "WARNING authentication-keys-ignored"),
                pain(
                        "#5691 role of a workload without pods",
                        CUSTOM_TARGET + authentication("podIdentity: {provider: aws, identityOwner: workload}"),
                        "WARNING authentication-role-without-pods"),
                pain(
                        "#4767, #6706 service account without a role",
                        scaledObject("", WITH_AUTHENTICATION)
                                + authentication("podIdentity: {provider: aws, identityOwner: workload}")
                                + deployment("serviceAccountName: orders, ")
                                + ACCOUNT,
                        "ERROR authentication-service-account"),
                pain(
                        "#5899, #6195 externalID for AWS Secrets Manager",
                        authentication("""
                                awsSecretManager:
                                  podIdentity: {provider: aws, roleArn: "arn:aws:iam::111122223333:role/reader", externalID: shop}
                                  secrets: [{parameter: host, name: rabbit}]
                                """),
                        "WARNING authentication-secret-manager"),
                pain(
                        "#6921, #7662 externalID across accounts",
                        authentication(
                                "podIdentity: {provider: aws, externalID: shop, roleArn: \"arn:aws:iam::111122223333:role/reader\"}"),
                        "INFO authentication-external-id-unused"),
                pain(
                        "#6921 externalID without a role",
                        authentication("podIdentity: {provider: aws, externalID: shop}"),
                        "ERROR authentication-external-id-without-role"),
                pain(
                        "#6685 renamed parameter",
                        scaledObject("", cloudWatch("defaultMetricStat: Average")),
                        "WARNING trigger-unknown-parameter"),
                pain(
                        "#6236 dimensions",
                        scaledObject(
                                "",
                                cloudWatch("ignoreNullValues: \"false\"").replace("Value: orders", "Value: orders;b")),
                        "ERROR trigger-dimensions"),
                pain(
                        "#2760 period",
                        scaledObject("", cloudWatch("metricStatPeriod: \"70\"")),
                        "ERROR trigger-stat-period"),
                pain(
                        "#7569 no data",
                        scaledObject("", cloudWatch("metricStat: Sum")),
                        "INFO trigger-cloudwatch-no-data"),
                pain(
                        "keda-docs#1580 metricType of cpu",
                        scaledObject("minReplicaCount: 1", CPU.formatted("")),
                        "ERROR trigger-metric-type"),
                pain(
                        "#1183 metadata that is not text",
                        scaledObject(
                                "minReplicaCount: 1",
                                CPU.formatted(", metricType: Utilization").replace("\"60\"", "60")),
                        "ERROR schema-type"),
                pain(
                        "#6938 formula with a cpu trigger",
                        formula(
                                "c + 1",
                                "  - {type: cpu, name: c, metricType: Utilization, metadata: {value: \"60\"}}\n"
                                        + NAMED),
                        "ERROR formula-unknown-name"),
                pain(
                        "keda-docs#1602 formula with a dash",
                        formula("my-queue * 2", NAMED),
                        "ERROR formula-unknown-name"),
                pain(
                        "#6844, #737 cooldownPeriod",
                        scaledObject("minReplicaCount: 1\ncooldownPeriod: 60", NAMED),
                        "WARNING scaledobject-cooldown-period-ignored"),
                pain(
                        "#804, #7204 pollingInterval",
                        scaledObject("minReplicaCount: 1\npollingInterval: 60", NAMED),
                        "WARNING scaledobject-polling-interval-ignored"),
                pain(
                        "#5954, #6355 fallback with cpu only",
                        scaledObject(
                                "minReplicaCount: 1\nfallback: {failureThreshold: 3, replicas: 2}",
                                CPU.formatted(", metricType: Utilization")),
                        "ERROR scaledobject-fallback-without-metric"),
                pain(
                        "#6355 fallback with a fraction as target",
                        formula("$env['my-queue']", NAMED)
                                .replace(
                                        "target: \"5\"}}",
                                        "target: \"2.5\"}}\n  fallback: {failureThreshold: 3, replicas: 2}"),
                        "WARNING modifiers-fallback-target"),
                pain(
                        "#6356 bounds",
                        scaledObject("minReplicaCount: 12\nmaxReplicaCount: 10", NAMED),
                        "ERROR scaledobject-min-above-max"),
                pain("#6354 no target", scaledObject("", NAMED), "INFO scaledobject-target-not-found"),
                pain(
                        "#6354 target of the wrong kind",
                        scaledObject("", NAMED)
                                .replace("{name: orders}\n  triggers", "{name: orders, kind: Deploy}\n  triggers"),
                        "ERROR scaledobject-target-kind"),
                pain(
                        "#4893, #5742 Secret of another namespace",
                        authentication("secretTargetRef: [{parameter: host, name: rabbit, key: url}]")
                                + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: rabbit, namespace: keda}\nstringData: {url: a}\n",
                        "WARNING authentication-source"),
                pain("#4272, #7739 Secret of a ClusterTriggerAuthentication", """
                        ---
                        apiVersion: keda.sh/v1alpha1
                        kind: ClusterTriggerAuthentication
                        metadata: {name: orders}
                        spec:
                          secretTargetRef: [{parameter: host, name: rabbit, key: url}]
                        ---
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: rabbit, namespace: shop}
                        stringData: {url: a}
                        """, "WARNING authentication-source"),
                pain(
                        "#7072 formula with a name that no trigger has",
                        scaledObject("advanced: {scalingModifiers: {target: \"5\", formula: order + 1}}", NAMED),
                        "ERROR formula-unknown-name"),
                pain(
                        "#4554, #5902 Jobs that no longer count their messages",
                        scaledJob("default", SQS.formatted(", identityOwner: operator, scaleOnInFlight: \"false\"")),
                        "WARNING scaledjob-in-flight"),
                pain(
                        "#4276, #1323 accurate with messages in flight",
                        scaledJob("accurate", SQS.formatted(", identityOwner: operator")),
                        "WARNING scaledjob-in-flight"),
                pain(
                        "#6719 busy consumers",
                        scaledObject("", SQS.formatted(", identityOwner: operator, scaleOnInFlight: \"false\"")),
                        "INFO trigger-in-flight-ignored"),
                pain(
                        "#4976 window",
                        scaledObject(
                                "advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleDown: {stabilizationWindowSeconds: 7200}}}}",
                                NAMED),
                        "ERROR schema-bounds"));
    }

    private static String cloudWatch(String more) {
        return """
                  - type: aws-cloudwatch
                    metadata:
                      namespace: AWS/SQS
                      metricName: ApproximateAgeOfOldestMessage
                      dimensionName: QueueName
                      dimensionValue: orders
                      targetMetricValue: "2"
                      minMetricValue: "0"
                      awsRegion: us-east-1
                      identityOwner: operator
                      %s
                """.formatted(more).indent(2).replaceFirst("^ {4}", "  ").replace("\n    ", "\n  ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pains")
    void theFindingTells(String issues, String manifests, String finding) {
        assertThat(KedaValidator.forVersion(KedaVersion.V2_21)
                        .validate(Manifests.parse("pain.yaml", manifests))
                        .findings())
                .extracting(PainsTest::summary)
                .contains(finding);
    }

    private static String summary(Finding finding) {
        return finding.severity() + " " + finding.rule();
    }
}
