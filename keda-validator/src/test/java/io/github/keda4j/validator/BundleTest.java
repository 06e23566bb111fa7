package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems that nothing reports until something does not work: objects that do not fit each other. */
class BundleTest {

    private static final String DEPLOYMENT = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: shop}
            spec:
              template:
                spec:
                  containers:
                  - {name: app, image: orders, resources: {requests: {cpu: 100m}}}
            """;

    private static String scaledObject(String name, String metadata) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: %s, namespace: shop}
                spec:
                  minReplicaCount: 1
                  scaleTargetRef: {name: orders}
                  triggers:
                  - {type: cpu, metricType: Utilization, metadata: {%s}}
                """.formatted(name, metadata);
    }

    private static String secret(String namespace) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: rabbit, namespace: %s}
                stringData: {url: "amqp://rabbit"}
                """.formatted(namespace);
    }

    private static String authentication(String kind) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: %s
                metadata: {name: rabbit%s}
                spec:
                  secretTargetRef: [{parameter: host, name: rabbit, key: url}]
                """.formatted(kind, kind.startsWith("Cluster") ? "" : ", namespace: shop");
    }

    private static List<Finding> validate(String manifests) {
        return KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("test.yaml", manifests))
                .findings()
                .asList();
    }

    @Test
    void theContainerOfACpuTriggerMustExist() {
        assertThat(validate(scaledObject("orders", "value: \"50\", containerName: app") + DEPLOYMENT))
                .isEmpty();
        assertThat(validate(scaledObject("orders", "value: \"50\", containerName: web") + DEPLOYMENT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("trigger-container-name");
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.pointer()).isEqualTo("/spec/triggers/0/metadata/containerName");
                    assertThat(finding.hint()).contains("Write app.");
                });
    }

    @Test
    void aWorkloadHasOneScaledObject() {
        assertThat(validate(scaledObject("one", "value: \"50\"") + scaledObject("two", "value: \"50\"") + DEPLOYMENT))
                .extracting(Finding::rule, Finding::object)
                .containsExactly(tuple("scaledobject-duplicate-target", "ScaledObject shop/two"));
    }

    @Test
    void theNameOfTheAutoscalerMustNotBeTaken() {
        String autoscaler = """
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: keda-hpa-orders, namespace: shop}
                spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %s}}
                """;
        String manifests = scaledObject("orders", "value: \"50\"") + DEPLOYMENT;
        assertThat(validate(manifests + autoscaler.formatted("billing")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("autoscaler-name-taken", "/metadata/name"));
        String named = manifests.replace(
                "  scaleTargetRef: {name: orders}",
                "  advanced: {horizontalPodAutoscalerConfig: {name: keda-hpa-orders}}\n  scaleTargetRef: {name: orders}");
        assertThat(validate(named + autoscaler.formatted("billing")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("autoscaler-name-taken", "/spec/advanced/horizontalPodAutoscalerConfig/name"));
    }

    @Test
    void aSecretBesideAnAuthenticationOfAnotherNamespaceIsTold() {
        assertThat(validate(authentication("TriggerAuthentication") + secret("shop")))
                .isEmpty();
        assertThat(validate(authentication("TriggerAuthentication") + secret("other")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("authentication-source");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.hint()).contains("Put the Secret into namespace shop.");
                });
    }

    @Test
    void theSecretOfAClusterTriggerAuthenticationBelongsToTheNamespaceOfKeda() {
        assertThat(validate(authentication("ClusterTriggerAuthentication") + secret("keda")))
                .isEmpty();
        assertThat(validate(authentication("ClusterTriggerAuthentication") + secret("shop")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.hint())
                            .contains("Put the Secret into the namespace of KEDA, which is keda by default.");
                });
    }

    @Test
    void aWorkloadOfAnotherKindWithTheNameOfTheTargetIsAWarning() {
        String statefulSet = DEPLOYMENT.replace("kind: Deployment", "kind: StatefulSet");
        assertThat(validate(scaledObject("orders", "value: \"50\"") + statefulSet))
                .filteredOn(finding -> finding.rule().equals("scaledobject-target-not-found"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.hint())
                            .contains("Write kind: StatefulSet, because an object of that kind has this name.");
                });
    }

    @Test
    void aWorkloadOfAnotherNamespaceIsNotScaled() {
        String deployment = DEPLOYMENT.replace("namespace: shop", "namespace: other");
        String object = scaledObject("orders", "value: \"50\"");
        assertThat(validate(object + deployment)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("scaledobject-target-not-found");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.hint().orElseThrow()).contains("in its own namespace");
        });
        assertThat(validateComplete(object + deployment))
                .extracting(Finding::rule)
                .contains("scaledobject-cpu-target-missing");
    }

    @Test
    void whatCredentialsAndEventsReferToMustExistOnceEverythingIsKnown() {
        String manifests = """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: rabbit, namespace: shop}
                spec:
                  azureKeyVault:
                    vaultUri: https://vault
                    credentials:
                      clientId: keda
                      tenantId: contoso
                      clientSecret: {valueFrom: {secretKeyRef: {name: azure, key: secret}}}
                    secrets: [{parameter: host, name: rabbit}]
                  boundServiceAccountToken: [{parameter: token, serviceAccountName: reader}]
                ---
                apiVersion: eventing.keda.sh/v1alpha1
                kind: CloudEventSource
                metadata: {name: events, namespace: shop}
                spec:
                  authenticationRef: {name: grid}
                  destination: {http: {uri: "http://events"}}
                """;
        assertThat(validate(manifests))
                .hasSize(3)
                .allMatch(finding -> finding.rule().equals("reference-not-found"))
                .allMatch(finding -> finding.severity() == Severity.INFO);
        assertThat(validateComplete(manifests))
                .extracting(Finding::severity, Finding::pointer)
                .containsExactly(
                        tuple(
                                Severity.ERROR,
                                "/spec/azureKeyVault/credentials/clientSecret/valueFrom/secretKeyRef/name"),
                        tuple(Severity.ERROR, "/spec/boundServiceAccountToken/0/serviceAccountName"),
                        tuple(Severity.ERROR, "/spec/authenticationRef/name"));
    }

    private static String scaledJob(String account) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledJob
                metadata: {name: orders, namespace: shop}
                spec:
                  jobTargetRef:
                    template: {spec: {serviceAccountName: %s, containers: [{name: app, image: orders}]}}
                  triggers:
                  - {type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: "2"}}
                """.formatted(account);
    }

    private static String serviceAccount(String namespace, String annotations) {
        return """
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: orders, namespace: %s, annotations: {%s}}
                """.formatted(namespace, annotations);
    }

    @Test
    void theServiceAccountOfAScaledJobMustExistInItsNamespace() {
        String job = scaledJob("orders");
        String pointer = "/spec/jobTargetRef/template/spec/serviceAccountName";
        assertThat(validate(job)).isEmpty();
        assertThat(validate(job + serviceAccount("shop", ""))).isEmpty();
        assertThat(validateComplete(job + serviceAccount("shop", ""))).isEmpty();
        assertThat(validateComplete(scaledJob("default"))).isEmpty();
        assertThat(validateComplete(scaledJob("''"))).isEmpty();

        assertThat(validate(job + serviceAccount("other", ""))).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("reference-not-found");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.pointer()).isEqualTo(pointer);
            assertThat(finding.hint().orElseThrow()).startsWith("Move it into namespace shop");
        });
        assertThat(validateComplete(job)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.pointer()).isEqualTo(pointer);
            assertThat(finding.hint()).isEmpty();
        });
    }

    @Test
    void aMissingCredentialOfAClusterTriggerAuthenticationIsCertainOnlyIfItIsInNoNamespace() {
        String manifests = """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ClusterTriggerAuthentication
                metadata: {name: rabbit}
                spec: {boundServiceAccountToken: [{parameter: token, serviceAccountName: orders}]}
                """;
        assertThat(validateComplete(manifests + serviceAccount("keda", ""))).isEmpty();
        assertThat(validateComplete(manifests))
                .extracting(Finding::severity, Finding::pointer)
                .containsExactly(tuple(Severity.ERROR, "/spec/boundServiceAccountToken/0/serviceAccountName"));
        assertThat(validateComplete(manifests + serviceAccount("tools", "")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.message()).contains("in namespace keda");
                    assertThat(finding.hint().orElseThrow()).startsWith("Move it into namespace keda");
                });
    }

    private static String eventSource(String kind, String authentication) {
        return """
                ---
                apiVersion: eventing.keda.sh/v1alpha1
                kind: %s
                metadata: {name: events%s}
                spec:
                  authenticationRef: {name: rabbit, kind: %s}
                  destination: {http: {uri: "http://events"}}
                """.formatted(kind, kind.startsWith("Cluster") ? "" : ", namespace: shop", authentication);
    }

    @Test
    void theAuthenticationOfAnEventSourceIsLookedForWhereItsKindIs() {
        String ofCluster = eventSource("CloudEventSource", "ClusterTriggerAuthentication");
        String namespaced = eventSource("CloudEventSource", "TriggerAuthentication");
        String secrets = secret("shop") + secret("keda");
        String both =
                authentication("TriggerAuthentication") + authentication("ClusterTriggerAuthentication") + secrets;
        assertThat(validateComplete(ofCluster + namespaced.replace("events", "others") + both))
                .isEmpty();
        assertThat(validateComplete(ofCluster + authentication("TriggerAuthentication") + secrets))
                .extracting(Finding::message)
                .containsExactly("ClusterTriggerAuthentication rabbit does not exist.");
        assertThat(validateComplete(namespaced + authentication("ClusterTriggerAuthentication") + secrets))
                .extracting(Finding::message)
                .containsExactly("TriggerAuthentication rabbit does not exist in namespace shop.");
    }

    @Test
    void anAnnotationThatNothingReadsIsToldUnlessTheRightOneIsBesideIt() {
        String right = "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/orders";
        String wrong = "eks.amazonaws.com/roleArn: arn:aws:iam::111122223333:role/orders";
        assertThat(validate(serviceAccount("shop", right))).isEmpty();
        assertThat(validate(serviceAccount("shop", right + ", " + wrong))).isEmpty();
        assertThat(validate(serviceAccount("shop", wrong)))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(
                        tuple("serviceaccount-role-annotation", "/metadata/annotations/eks.amazonaws.com~1roleArn"));
        assertThat(validate(serviceAccount("shop", "eks.amazonaws.com/role-arn: orders")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(
                        tuple("serviceaccount-role-annotation", "/metadata/annotations/eks.amazonaws.com~1role-arn"));
    }

    private static List<Finding> validateComplete(String manifests) {
        return KedaValidator.builder()
                .version(KedaVersion.V2_21)
                .cluster(ClusterState.unknown().complete())
                .build()
                .validate(Manifests.parse("test.yaml", manifests))
                .findings()
                .asList();
    }
}
