package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what the operator would report about triggers in their context, and about the other fields. */
class OperatorTest {

    private static final String RABBIT = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              triggers:
              - type: rabbitmq
                metadata: {hostFromEnv: RABBIT, queueName: orders, mode: QueueLength, value: "5"}
            """;

    private static String deployment(String container) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec:
                  template:
                    spec:
                      containers:
                      - {name: app, image: orders%s}
                """.formatted(container);
    }

    private static String secret(String value) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: rabbit, namespace: shop}
                stringData: {url: "%s"}
                """.formatted(value);
    }

    private static final String FROM_SECRET =
            ", env: [{name: RABBIT, valueFrom: {secretKeyRef: {name: rabbit, key: url}}}]";

    private static ValidationReport validate(String manifests) {
        return validate(manifests, KedaVersion.V2_21, ClusterState.unknown());
    }

    private static ValidationReport validateComplete(String manifests) {
        return validate(manifests, KedaVersion.V2_21, ClusterState.unknown().complete());
    }

    private static ValidationReport validate(String manifests, KedaVersion version, ClusterState cluster) {
        return KedaValidator.builder()
                .version(version)
                .cluster(cluster)
                .build()
                .validate(Manifests.parse("test.yaml", manifests));
    }

    private static List<String> rules(ValidationReport report, Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::rule)
                .toList();
    }

    @Test
    void aParameterFromAVariableThatNobodySetsIsMissing() {
        assertThat(rules(validate(RABBIT + deployment("")), Severity.ERROR))
                .containsExactly("trigger-missing-parameter");
        assertThat(rules(
                        validate(RABBIT + deployment(", env: [{name: RABBIT, value: \"amqp://rabbit\"}]")),
                        Severity.ERROR))
                .isEmpty();
    }

    @Test
    void aVariableFromASecretIsLookedUp() {
        assertThat(validate(RABBIT + deployment(FROM_SECRET) + secret("amqp://rabbit"))
                        .findings())
                .isEmpty();
        assertThat(rules(validate(RABBIT + deployment(FROM_SECRET) + secret(" ")), Severity.ERROR))
                .containsExactly("trigger-missing-parameter");
    }

    /** KEDA says "no metric specs returned from scalers". */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "ScaledObject, messageSpoolUsageTarget: \"8796093022208\", ERROR",
        "ScaledObject, messageSpoolUsageTarget: \"17592186044416\", ERROR",
        "ScaledObject, 'messageSpoolUsageTarget: \"8796093022208\", messageCountTarget: \"0\"', ERROR",
        "ScaledObject, messageSpoolUsageTarget: \"17592186044417\", WARNING",
        "ScaledObject, 'messageSpoolUsageTarget: \"8796093022208\", messageReceiveRateTarget: \"1\"', WARNING",
        "ScaledObject, messageSpoolUsageTarget: \"8796093022207\",",
        "ScaledJob, messageSpoolUsageTarget: \"8796093022208\", WARNING"
    })
    void aScaledObjectNeedsAMetricEvenIfItsOnlyTargetOverflows(String kind, String targets, Severity severity) {
        String trigger = """
                  - type: solace-event-queue
                    metadata: {solaceSempBaseURL: "https://b:943", messageVpn: v, queueName: q, username: u, password: p, %s}
                """.formatted(targets);
        String target = kind.equals("ScaledJob")
                ? "jobTargetRef: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}"
                : "scaleTargetRef: {name: orders}";
        String object = """
                apiVersion: keda.sh/v1alpha1
                kind: %s
                metadata: {name: orders, namespace: shop}
                spec:
                  %s
                  triggers:
                %s""".formatted(kind, target, trigger);
        String cron = """
                  - type: cron
                    metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "10"}
                """;

        assertThat(severities(object)).isEqualTo(severity == null ? List.of() : List.of(severity));
        assertThat(severities(object + cron)).doesNotContain(Severity.ERROR);
    }

    private static List<Severity> severities(String object) {
        return validate(object + deployment("")).findings().stream()
                .filter(finding -> finding.rule().matches("trigger-(spool-usage|only)-target"))
                .map(Finding::severity)
                .toList();
    }

    @Test
    void aSecretThatIsNotAmongTheObjectsIsAnErrorOnlyWhereEverythingIsKnown() {
        String manifests = RABBIT + deployment(FROM_SECRET);
        assertThat(rules(validate(manifests), Severity.ERROR)).isEmpty();
        assertThat(rules(validateComplete(manifests), Severity.ERROR)).containsExactly("environment-source");
    }

    @Test
    void noMessageShowsAValueOfASecret() {
        String manifests = RABBIT.replace("value: \"5\"", "valueFromEnv: NUMBER, value: \"5\"")
                        .replace("rabbitmq", "redis")
                + deployment(", envFrom: [{secretRef: {name: rabbit}}]")
                + secret("hunter2");
        ValidationReport report = validate(
                manifests.replace("hostFromEnv: RABBIT", "addressFromEnv: url, listName: a, enableTLS: \"x\""));
        assertThat(report.findings()).isNotEmpty();
        assertThat(report.toString()).doesNotContain("hunter2");
    }

    @Test
    void aWrongValueOfASecretIsTold() {
        String manifests = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers:
                  - type: kafka
                    metadata: {bootstrapServers: "kafka:9092", consumerGroup: g, topic: t}
                    authenticationRef: {name: rabbit}
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: rabbit, namespace: shop}
                spec:
                  secretTargetRef: [{parameter: sasl, name: rabbit, key: url}]
                """ + deployment("") + secret("hunter2");
        ValidationReport report = validate(manifests);
        assertThat(rules(report, Severity.ERROR)).hasSize(1);
        assertThat(report.toString())
                .contains("/spec/triggers/0/authenticationRef")
                .doesNotContain("hunter2");
    }

    @Test
    void variablesAreMadeOfOthersThatAreSetBefore() {
        String made = ", env: [{name: HOST, value: rabbit}, {name: RABBIT, value: \"amqp://$(HOST)\"}]";
        assertThat(validate(RABBIT + deployment(made)).findings()).isEmpty();
    }

    @Test
    void variablesThatDoubleEachOtherEnd() {
        StringBuilder variables = new StringBuilder(", env: [{name: V0, value: xxxxxxxx}");
        for (int i = 1; i < 60; i++) {
            variables.append(", {name: V" + i + ", value: \"$(V" + (i - 1) + ")$(V" + (i - 1) + ")\"}");
        }
        variables.append(", {name: RABBIT, value: \"$(V59)\"}]");
        assertThat(rules(validate(RABBIT + deployment(variables.toString())), Severity.ERROR))
                .isEmpty();
    }

    @Test
    void theContainerWithTheEnvironmentMustExist() {
        String manifests = RABBIT.replace("{name: orders}\n", "{name: orders, envSourceContainerName: ap}\n");
        assertThat(validate(manifests + deployment("")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("environment-container");
                    assertThat(finding.pointer()).isEqualTo("/spec/scaleTargetRef/envSourceContainerName");
                    assertThat(finding.hint()).contains("Write app.");
                });
    }

    @Test
    void anAuthenticationInAnotherNamespaceIsNotFound() {
        String manifests = RABBIT
                + "    authenticationRef: {name: rabbit}\n---\napiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\n"
                + "metadata: {name: rabbit, namespace: other}\nspec: {podIdentity: {provider: aws}}\n"
                + deployment(", env: [{name: RABBIT, value: \"amqp://rabbit\"}]");
        assertThat(validateComplete(manifests).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("authentication-not-found");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("namespace shop"));
        });
        assertThat(rules(validate(manifests), Severity.INFO)).containsExactly("authentication-not-found");
    }

    @Test
    void anAuthenticationOfTheOtherKindWithTheSameNameIsAWarning() {
        String manifests = RABBIT
                + "    authenticationRef: {name: rabbit}\n---\napiVersion: keda.sh/v1alpha1\n"
                + "kind: ClusterTriggerAuthentication\nmetadata: {name: rabbit}\nspec: {podIdentity: {provider: aws}}\n"
                + deployment(", env: [{name: RABBIT, value: \"amqp://rabbit\"}]");
        assertThat(rules(validate(manifests), Severity.WARNING)).containsExactly("authentication-not-found");
    }

    @Test
    void theRoleOfAWorkloadIsThatOfItsServiceAccount() {
        String manifests = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers:
                  - type: aws-sqs-queue
                    metadata: {queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders", awsRegion: eu-west-1}
                    authenticationRef: {name: aws}
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: aws, namespace: shop}
                spec: {podIdentity: {provider: aws, identityOwner: workload}}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: default, namespace: shop}
                """ + deployment("");
        assertThat(rules(validate(manifests), Severity.ERROR)).containsExactly("authentication-service-account");
        String annotated = manifests.replace(
                "{name: default, namespace: shop}",
                "{name: default, namespace: shop, annotations: {eks.amazonaws.com/role-arn: \"arn:aws:iam::111122223333:role/r\"}}");
        assertThat(validate(annotated).findings()).isEmpty();
    }

    @Test
    void whatAMissingSecretLeavesEmptyIsNotHeldAgainstTheTriggerToo() {
        String authentication = """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: rabbit, namespace: shop}
                spec:
                  secretTargetRef: [{parameter: %s, name: rabbit, key: url}]
                """;
        String object = RABBIT + "    authenticationRef: {name: rabbit}\n";
        String deployment = deployment(", env: [{name: RABBIT, value: \"amqp://rabbit\"}]");
        // KEDA would refuse a password without a user name, but gets none; and if it gets no host, that is the same
        // mistake.
        for (String parameter : List.of("password", "host")) {
            assertThat(rules(
                            validateComplete(object + deployment + authentication.formatted(parameter)),
                            Severity.ERROR))
                    .containsExactly("authentication-source");
        }
    }

    @Test
    void aKeyThatASecretDoesNotHaveIsToldWhereTheAuthenticationIsWritten() {
        String manifests = RABBIT.replace("hostFromEnv: RABBIT, ", "")
                + "    authenticationRef: {name: rabbit}\n---\napiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\n"
                + "metadata: {name: rabbit, namespace: shop}\n"
                + "spec: {secretTargetRef: [{parameter: host, name: rabbit, key: uri}]}\n"
                + deployment("")
                + secret("amqp://rabbit");
        assertThat(validate(manifests).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("authentication-source");
            assertThat(finding.pointer()).isEqualTo("/spec/secretTargetRef/0/key");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = KedaVersion.class,
            names = {"V2_18", "V2_19"})
    void olderReleasesGetTheirTriggersChecked(KedaVersion version) {
        String manifests = RABBIT.replace("scaleTargetRef: {name: orders}", "scaleTargetRef: {}");
        ValidationReport report =
                validate(manifests.replace("hostFromEnv: RABBIT, ", ""), version, ClusterState.unknown());
        assertThat(rules(report, Severity.ERROR)).containsExactly("trigger-missing-parameter");
        assertThat(report.unchecked()).isNotEmpty();
    }

    @Test
    void anUnknownTypeOfTriggerIsAnError() {
        assertThat(rules(validate(RABBIT.replace("rabbitmq", "rabbit-mq") + deployment("")), Severity.ERROR))
                .containsExactly("trigger-unknown-type");
    }

    @Test
    void aScaledJobIsHeldToWhatJobsTake() {
        String manifests = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledJob
                metadata: {name: orders, namespace: shop}
                spec:
                  minReplicaCount: 12
                  maxReplicaCount: 10
                  scalingStrategy: {strategy: custom, customScalingRunningJobPercentage: half}
                  jobTargetRef:
                    template:
                      spec:
                        restartPolicy: Always
                        containers: [{name: app, image: orders, env: [{name: RABBIT, value: "amqp://rabbit"}]}]
                  triggers:
                  - type: rabbitmq
                    metadata: {hostFromEnv: RABBIT, queueName: orders, mode: QueueLength, value: "5"}
                """;
        assertThat(validate(manifests).findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(
                        "scaledjob-min-above-max", "scaledjob-running-job-percentage", "scaledjob-restart-policy");
    }

    @Test
    void whatTheOperatorReadsOfAScaledObjectBesideItsTriggersMustBeANumber() {
        String manifests = RABBIT.replace(
                        "namespace: shop}\nspec:\n",
                        "namespace: shop, annotations: {autoscaling.keda.sh/paused-replicas: \"none\"}}\nspec:\n"
                                + "  fallback: {failureThreshold: 3, replicas: 2}\n"
                                + "  advanced: {scalingModifiers: {formula: q, target: \"2.5\", activationTarget: few}}\n")
                .replace("- type", "- name: q\n    type");
        assertThat(validate(manifests + deployment(", env: [{name: RABBIT, value: \"amqp://rabbit\"}]"))
                        .findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(
                        "scaledobject-paused-replicas", "modifiers-activation-target", "modifiers-fallback-target");
    }
}
