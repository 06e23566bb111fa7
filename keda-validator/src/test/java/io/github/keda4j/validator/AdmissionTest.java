package io.github.keda4j.validator;

import static io.github.keda4j.validator.Admissions.CRON;
import static io.github.keda4j.validator.Admissions.cluster;
import static io.github.keda4j.validator.Admissions.object;
import static io.github.keda4j.validator.Admissions.scaledObject;
import static io.github.keda4j.validator.Admissions.validateComplete;
import static io.github.keda4j.validator.Validations.validate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What KEDA's webhooks check beyond the cases of their own tests: other objects, defaults, and older releases. */
class AdmissionTest {

    private static final String CPU = "{type: cpu, metricType: Utilization, metadata: {value: '50'}}";

    private static String onCpu(String more) {
        return object(
                "ScaledObject",
                "orders",
                "minReplicaCount: 1, scaleTargetRef: {name: orders}, triggers: [" + CPU + "]" + more);
    }

    private static String deployment(String pod) {
        return "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: orders, namespace: shop},"
                + " spec: {template: {spec: {" + pod + "containers: [{name: app}]}}}}\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "defaultRequest", "max", "min"})
    void aLimitRangeSetsTheRequestOfContainersInItsNamespace(String field) {
        String range = "---\n{apiVersion: v1, kind: LimitRange, metadata: {name: a, namespace: %s},"
                + " spec: {limits: [{type: %s, %s: {%s: 100m}}]}}\n";
        String manifests = onCpu("") + deployment("");
        assertThat(validateComplete(manifests, range.formatted("shop", "Container", field, "cpu")))
                .isEmpty();
        for (String other : List.of(
                range.formatted("other", "Container", field, "cpu"),
                range.formatted("shop", "Pod", field, "cpu"),
                range.formatted("shop", "Container", field, "memory"),
                range.formatted("shop", "Container", "maxLimitRequestRatio", "cpu"))) {
            assertThat(validateComplete(manifests, other))
                    .extracting(Finding::rule, Finding::severity)
                    .containsExactly(tuple("scaledobject-request-missing", Severity.ERROR));
        }
    }

    @Test
    void aMissingRequestIsCertainOnlyIfTheLimitRangesAreKnown() {
        assertThat(validate(onCpu(""), deployment(""))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).contains("unless a LimitRange sets a default request");
        });
        assertThat(validateComplete(onCpu(""), deployment(""))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.message()).doesNotContain("LimitRange");
        });
    }

    @Test
    void aRequestOfThePodIsEnoughSinceKeda221() {
        String pod = deployment("resources: {requests: {cpu: 100m}}, ");
        assertThat(validate(onCpu(""), pod)).isEmpty();
        assertThat(validate(KedaVersion.V2_20, ClusterState.unknown(), onCpu(""), pod))
                .extracting(Finding::rule)
                .containsExactly("scaledobject-request-missing");
    }

    @Test
    void aServicePrincipalHasOneSecretOrOneCertificate() {
        String principal = "azureServicePrincipal: {tenantId: t, clientId: c%s}";
        String secret = ", %s: {valueFrom: {secretKeyRef: {name: a, key: b}}}";
        String both = secret.formatted("clientSecret") + secret.formatted("clientCertificate");
        assertThat(validate(object("TriggerAuthentication", "a", principal.formatted(""))))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "authentication-service-principal-secret",
                        "/spec/azureServicePrincipal",
                        "azureServicePrincipal must have a clientSecret or a clientCertificate."));
        assertThat(validate(object("TriggerAuthentication", "a", principal.formatted(both))))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "authentication-service-principal-secret",
                        "/spec/azureServicePrincipal/clientCertificate",
                        "clientSecret and clientCertificate must not both be set."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cloud: Private                                                   | activeDirectoryEndpoint is missing. It must be set with cloud: Private.
            'cloud: AzurePublicCloud, activeDirectoryEndpoint: "https://a"'  | activeDirectoryEndpoint must not be set unless cloud is Private.
            'cloud: private, activeDirectoryEndpoint: "https://a"'           |
            """)
    void aPrivateCloudNamesItsEndpoint(String cloud, String message) {
        String principal = "azureServicePrincipal: {tenantId: t, clientId: c, clientSecret: {valueFrom: {secretKeyRef:"
                + " {name: a, key: b}}}, " + cloud + "}";
        assertThat(validate(object("TriggerAuthentication", "a", principal)))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::message)
                .containsExactlyElementsOf(Optional.ofNullable(message).stream().toList());
    }

    @ParameterizedTest
    @CsvSource({"none, WARNING", "gcp, WARNING", "aws, ERROR", "azure-workload, ERROR"})
    void aMistakeInOauth2IsAnErrorIfTheWebhookLooksAtIt(String provider, Severity severity) {
        String spec = "podIdentity: {provider: " + provider + "}, oauth2: {clientId: c, tokenUrl: 'ftp://tokens',"
                + " clientSecret: {valueFrom: {secretKeyRef: {name: a, key: b}}}}";
        assertThat(validate(object("TriggerAuthentication", "a", spec)))
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple("authentication-oauth2-token-url", severity));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://tokens", "https://tokens/a?b=c"})
    void aTokenUrlIsOfHttp(String url) {
        String spec = "oauth2: {clientId: c, tokenUrl: '" + url
                + "', clientSecret: {valueFrom: {secretKeyRef: {name: a, key: b}}}}";
        assertThat(validate(object("TriggerAuthentication", "a", spec)))
                .allMatch(finding -> finding.severity() == Severity.INFO);
    }

    @Test
    void modifiersAreUsedIfAnyOfTheirFieldsIsSet() {
        for (String field : List.of("target: '5'", "activationTarget: '5'", "metricType: AverageValue")) {
            assertThat(validate(
                            scaledObject("orders", "name: orders", ", advanced: {scalingModifiers: {" + field + "}}")))
                    .extracting(Finding::rule)
                    .contains("modifiers-formula-missing");
        }
        assertThat(validate(scaledObject("orders", "name: orders", ", advanced: {scalingModifiers: {}}")))
                .extracting(Finding::rule)
                .doesNotContain("modifiers-formula-missing");
    }

    @Test
    void theSameNameOfAnAutoscalerIsToldWhereItComesFrom() {
        String given = ", advanced: {horizontalPodAutoscalerConfig: {name: keda-hpa-orders}}";
        String orders = scaledObject("orders", "name: orders", "");
        String billing = scaledObject("billing", "name: billing", given);
        assertThat(validate(orders, billing))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::object, Finding::rule, Finding::pointer)
                .containsExactly(tuple(
                        "ScaledObject shop/billing",
                        "scaledobject-duplicate-autoscaler",
                        "/spec/advanced/horizontalPodAutoscalerConfig/name"));
        assertThat(validate(billing, orders))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::object, Finding::rule, Finding::pointer)
                .containsExactly(
                        tuple("ScaledObject shop/orders", "scaledobject-duplicate-autoscaler", "/metadata/name"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'idleReplicaCount: 0'                       | 'idleReplicaCount is 0 but must be less than minReplicaCount, which defaults to 0.' | Set minReplicaCount to at least 1.
            'idleReplicaCount: 2, minReplicaCount: 2'   | 'idleReplicaCount is 2 but must be less than minReplicaCount, which is 2.'          |
            """)
    void theIdleCountIsBelowTheMinimum(String counts, String message, String hint) {
        assertThat(validate(scaledObject("orders", "name: orders", ", " + counts)))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::message, Finding::hint)
                .containsExactly(tuple(message, Optional.ofNullable(hint)));
    }

    @ParameterizedTest
    @CsvSource({
        "V2_20, 0, false, false",
        "V2_20, 1, true, true",
        "V2_21, 0, false, false",
        "V2_21, 1, false, false",
        "V2_20, , true, true",
        "V2_21, , true, true"
    })
    void periodsHaveNoEffectIfTheObjectNeverScalesToZero(
            KedaVersion version, Integer idle, boolean cooldown, boolean polling) {
        String spec = ", minReplicaCount: 2, cooldownPeriod: 30, pollingInterval: 30"
                + (idle == null ? "" : ", idleReplicaCount: " + idle);
        List<String> rules =
                validate(version, ClusterState.unknown(), scaledObject("orders", "name: orders", spec)).stream()
                        .map(Finding::rule)
                        .toList();
        assertThat(rules.contains("scaledobject-cooldown-period-ignored")).isEqualTo(cooldown);
        assertThat(rules.contains("scaledobject-polling-interval-ignored")).isEqualTo(polling);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'tolerance: "-0.1"'                                     | tolerance must not be negative.                                |
            'tolerance: "0"'                                        |                                                                |
            'selectPolicy: Mim'                                     | 'selectPolicy is "Mim" but must be one of Max, Min or Disabled.' | Did you mean Min?
            'policies: [{type: Pods, value: 0, periodSeconds: 1}]'  | value is 0 but must be at least 1.                             |
            'policies: [{type: Pods, value: 1, periodSeconds: 1800}]' |                                                              |
            'policies: [{type: Pods, value: 1, periodSeconds: 1801}]' | periodSeconds is 1801 but must be at most 1800.              |
            """)
    void theBehaviorIsOneThatTheAutoscalerAccepts(String rules, String message, String hint) {
        String behavior = ", advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {" + rules + "}}}}";
        assertThat(validate(scaledObject("orders", "name: orders", behavior)))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::message)
                .containsExactlyElementsOf(Optional.ofNullable(message).stream().toList());
        if (hint != null) {
            assertThat(validate(scaledObject("orders", "name: orders", behavior)))
                    .extracting(Finding::hint)
                    .contains(Optional.of(hint));
        }
    }

    @Test
    void aNegativeFallbackThatAnUpdateLeavesUnchangedIsStillRefusedByTheWebhook() {
        String wrong = scaledObject("orders", "name: orders", ", fallback: {failureThreshold: -1, replicas: -2}");
        String zero = scaledObject("orders", "name: orders", ", fallback: {failureThreshold: 0, replicas: 0}");
        assertThat(validate(KedaVersion.V2_21, cluster(wrong), wrong))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::rule, Finding::pointer)
                .containsExactlyInAnyOrder(
                        tuple("schema-bounds", "/spec/fallback/failureThreshold"),
                        tuple("schema-bounds", "/spec/fallback/replicas"));
        assertThat(validate(KedaVersion.V2_21, cluster(zero), zero))
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    @Test
    void anUpdateThatKeepsItsFinalizersIsChecked() {
        String wrong = scaledObject("orders", "name: orders", ", idleReplicaCount: 3")
                .replace("namespace: shop", "namespace: shop, finalizers: [finalizer.keda.sh]");
        assertThat(validate(KedaVersion.V2_21, cluster(wrong), wrong))
                .extracting(Finding::rule)
                .contains("scaledobject-idle-not-below-min");
    }

    @Test
    void aGeneratedNameIsMeasuredWithItsSuffix() {
        String generated = scaledObject("NAME", "name: orders", "").replace("name: NAME", "generateName: %s");
        assertThat(validate(generated.formatted("a".repeat(49))))
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(validate(generated.formatted("a".repeat(50))))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("scaledobject-autoscaler-name-too-long", "/metadata/generateName"));
    }

    @Test
    void thePollingIntervalMattersToMetricsThatKedaKeepsAndSinceKeda221ToAFormula() {
        String spec = ", minReplicaCount: 2, pollingInterval: 30";
        String cached = scaledObject("orders", "name: orders", spec)
                .replace(
                        CRON,
                        "{type: kafka, useCachedMetrics: true, metadata: {bootstrapServers: 'kafka:9092',"
                                + " consumerGroup: g, topic: t}}");
        String formula = scaledObject(
                        "orders", "name: orders", spec + ", advanced: {scalingModifiers: {formula: a, target: '5'}}")
                .replace("{type: cron", "{name: a, type: cron");
        for (KedaVersion version : List.of(KedaVersion.V2_20, KedaVersion.V2_21)) {
            assertThat(validate(version, ClusterState.unknown(), cached))
                    .extracting(Finding::rule)
                    .doesNotContain("scaledobject-polling-interval-ignored");
            assertThat(validate(version, ClusterState.unknown(), formula).stream()
                            .anyMatch(finding -> finding.rule().equals("scaledobject-polling-interval-ignored")))
                    .isEqualTo(version == KedaVersion.V2_20);
        }
    }

    @Test
    void requestsOfAnUnknownTargetAreUnchecked() {
        assertThat(KedaValidator.forVersion(KedaVersion.V2_21)
                        .validate(Manifests.parse("test.yaml", onCpu("")))
                        .unchecked())
                .extracting(Unchecked::pointer, Unchecked::message)
                .containsExactly(tuple(
                        "/spec/scaleTargetRef",
                        "Whether the containers of Deployment orders have requests is not known, because Deployment"
                                + " orders is not among the objects."));
    }

    @Test
    void anAutoscalerCannotBelongToAnObjectWhoseNameIsGenerated() {
        String autoscaler = "---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a,"
                + " namespace: shop, ownerReferences: [{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: '%s',"
                + " uid: u}]}, spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment,"
                + " name: orders}}}\n";
        String named = scaledObject("orders", "name: orders", "");
        assertThat(validate(KedaVersion.V2_21, cluster(autoscaler.formatted("orders")), named))
                .extracting(Finding::rule)
                .doesNotContain("scaledobject-target-has-autoscaler");
        assertThat(validate(KedaVersion.V2_21, cluster(autoscaler.formatted("others")), named))
                .extracting(Finding::rule)
                .contains("scaledobject-target-has-autoscaler");
        assertThat(validate(
                        KedaVersion.V2_21,
                        cluster(autoscaler.formatted("")),
                        named.replace("{name: orders, namespace", "{generateName: orders, namespace")))
                .extracting(Finding::rule)
                .contains("scaledobject-target-has-autoscaler");
    }

    @Test
    void theLengthOfAGivenNameOfAnAutoscalerIsToldWhereItIsGiven() {
        String given = ", advanced: {horizontalPodAutoscalerConfig: {name: " + "a".repeat(64) + "}}";
        assertThat(validate(scaledObject("orders", "name: orders", given)))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::pointer, Finding::message, Finding::hint)
                .containsExactly(tuple(
                        "/spec/advanced/horizontalPodAutoscalerConfig/name",
                        "The name of the autoscaler has 64 characters but must have at most 63.",
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                               |
            ', identityTenantId: t'                          |
            ', identityTenantId: ""'                         | identityTenantId must not be empty.
            ', identityAuthorityHost: h'                     | identityTenantId is missing. It must be set together with identityAuthorityHost.
            ', identityAuthorityHost: h, identityTenantId: ""' | identityTenantId is empty. It must be set together with identityAuthorityHost.
            ', identityAuthorityHost: h, identityTenantId: t'  |
            """)
    void anAuthorityOfAzureNeedsATenant(String fields, String message) {
        assertThat(validate(
                        object("TriggerAuthentication", "a", "podIdentity: {provider: azure-workload" + fields + "}")))
                .extracting(Finding::message)
                .containsExactlyElementsOf(Optional.ofNullable(message).stream().toList());
    }

    @Test
    void onlyTheRemovalOfTheLastFinalizerOfAnAuthenticationIsUnchecked() {
        String wrong = object("TriggerAuthentication", "a", "podIdentity: {provider: aws, externalID: e}")
                .replace("namespace: shop", "namespace: shop, finalizers: [%s]");
        assertThat(validate(KedaVersion.V2_21, cluster(wrong.formatted("a")), wrong.formatted("")))
                .isEmpty();
        assertThat(validate(KedaVersion.V2_21, cluster(wrong.formatted("a, b")), wrong.formatted("a")))
                .extracting(Finding::rule)
                .contains("authentication-external-id-without-role");
        assertThat(validate(KedaVersion.V2_21, cluster(wrong.formatted("a, b")), wrong.formatted("")))
                .extracting(Finding::rule)
                .contains("authentication-external-id-without-role");
    }
}
