package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what breaks between two releases for a set of manifests. */
class KedaUpgradeTest {

    private static final String INFLUX_TOKEN_IN_THE_TRIGGER = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              triggers:
                - type: cron
                  metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "3"}
                - type: influxdb
                  metadata:
                    serverURL: http://influxdb:8086
                    organizationName: shop
                    query: from(bucket:"orders")
                    thresholdValue: "5"
                    authToken: correct-horse
            """;

    private static Findings upgrade(KedaVersion from, KedaVersion to, String... manifests) {
        List<HasMetadata> all = new ArrayList<>();
        for (String manifest : manifests) {
            all.addAll(Manifests.read(manifest));
        }
        return KedaUpgrade.from(from).to(to).check(all);
    }

    @Test
    void whatTheNextReleaseRefusesIsAnError() {
        Findings findings = upgrade(KedaVersion.V2_18, KedaVersion.V2_20, INFLUX_TOKEN_IN_THE_TRIGGER);

        assertThat(findings)
                .extracting(Finding::rule, Finding::severity, Finding::object, Finding::pointer)
                .containsExactly(tuple(
                        "trigger-removed-parameter",
                        Severity.ERROR,
                        "ScaledObject shop/orders",
                        "/spec/triggers/1/metadata/authToken"));
        assertThat(findings.toString()).doesNotContain("correct-horse");
    }

    @Test
    void whatBothReleasesRefuseIsNoNews() {
        assertThat(upgrade(KedaVersion.V2_20, KedaVersion.V2_20, INFLUX_TOKEN_IN_THE_TRIGGER))
                .isEmpty();
    }

    @Test
    void whatTheNextReleaseIgnoresIsAWarning() {
        String ibmmq = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledJob
                metadata: {name: orders}
                spec:
                  jobTargetRef: {template: {spec: {containers: [{name: a, image: b}]}}}
                  triggers:
                    - type: ibmmq
                      metadata:
                        host: https://mq.shop.test:9443/ibmmq/rest/v2/admin/action/qmgr/QM1/mqsc
                        queueManager: QM1
                        queueName: ORDERS
                        tls: "true"
                      authenticationRef: {name: mq}
                """;

        assertThat(upgrade(KedaVersion.V2_19, KedaVersion.V2_20, ibmmq))
                .extracting(Finding::rule, Finding::severity, Finding::pointer)
                .containsExactly(tuple("trigger-ignored-parameter", Severity.WARNING, "/spec/triggers/0/metadata/tls"));
    }

    @Test
    void whatNeedsMoreThanTheTargetHasIsTold() {
        String young = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers:
                    - type: aws-cloudwatch
                      metadata:
                        namespace: AWS/SQS
                        metricName: NumberOfMessagesSent
                        dimensionName: QueueName
                        dimensionValue: orders
                        targetMetricValue: "5"
                        minMetricValue: "0"
                        awsRegion: us-east-1
                        awsAccountId: "111122223333"
                      authenticationRef: {name: aws}
                """;

        assertThat(upgrade(KedaVersion.V2_20, KedaVersion.V2_18, young))
                .extracting(Finding::rule, Finding::message)
                .containsExactly(tuple(
                        "trigger-version",
                        "awsAccountId has no effect in KEDA 2.18. Only KEDA 2.19 and later read it."));
    }

    @Test
    void aTypeThatTheNextReleaseNoLongerKnowsIsAnError() {
        String stan = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers:
                    - {type: stan, metadata: {queueGroup: a}}
                """;
        assertThat(upgrade(KedaVersion.V2_18, KedaVersion.V2_20, stan))
                .extracting(Finding::rule)
                .containsExactly("trigger-removed-type");
    }

    @Test
    void theAuthenticationIsLookedUpInTheManifests() {
        String authentication = """
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: loki, namespace: shop}
                spec:
                  secretTargetRef: [{parameter: customAuthHeader, name: loki, key: header}]
                """;
        String loki = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers:
                    - type: huawei-cloudeye
                      metadata: {namespace: SYS.ELB, metricName: mb_l7_qps, dimensionName: lbaas_instance_id, dimensionValue: x, targetMetricValue: "5"}
                      authenticationRef: {name: loki}
                """;

        assertThat(upgrade(KedaVersion.V2_18, KedaVersion.V2_20, authentication, loki))
                .isEmpty();
    }

    @Test
    void otherObjectsAreLetBe() {
        GenericKubernetesResource untyped = new GenericKubernetesResource();
        untyped.setKind("ScaledObject");
        List<HasMetadata> others =
                List.of(new ConfigMap(), untyped, new ScaledObject(), new ClusterTriggerAuthentication(), nameless());

        assertThat(KedaUpgrade.from(KedaVersion.V2_18).to(KedaVersion.V2_20).check(others))
                .isEmpty();
    }

    private static HasMetadata nameless() {
        ClusterTriggerAuthentication authentication = new ClusterTriggerAuthentication();
        authentication.setMetadata(null);
        authentication.setSpec(new TriggerAuthenticationSpec());
        return authentication;
    }

    @Test
    void aScaledJobInAListWithAnAuthenticationOfTheClusterIsCheckedLikeAnyOther() {
        String list = """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: keda.sh/v1alpha1
                    kind: ClusterTriggerAuthentication
                    metadata: {name: mongo}
                    spec:
                      secretTargetRef:
                        - {parameter: connectionString, name: mongo, key: url}
                        - {parameter: ca, name: mongo, key: ca}
                  - apiVersion: keda.sh/v1alpha1
                    kind: ScaledJob
                    metadata: {name: nightly, namespace: shop}
                    spec:
                      jobTargetRef: {template: {spec: {containers: [{name: a, image: b}]}}}
                      triggers:
                        - type: mongodb
                          metadata: {dbName: shop, collection: orders, query: "{}", queryValue: "5"}
                          authenticationRef: {name: mongo, kind: ClusterTriggerAuthentication}
                """;

        assertThat(upgrade(KedaVersion.V2_20, KedaVersion.V2_18, list))
                .extracting(Finding::object, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "ScaledJob shop/nightly",
                        "/spec/triggers/0/authenticationRef",
                        "ca has no effect in KEDA 2.18. Only KEDA 2.19 and later read it."));
        assertThat(upgrade(KedaVersion.V2_18, KedaVersion.V2_19, list)).isEmpty();
    }
}
