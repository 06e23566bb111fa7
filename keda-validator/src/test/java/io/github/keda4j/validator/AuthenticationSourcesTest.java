package io.github.keda4j.validator;

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

/**
 * Every source from which KEDA reads parameters is read: a wrong value is refused, a right one accepted, and an unknown
 * one trusted.
 */
class AuthenticationSourcesTest {

    private static final String KAFKA =
            "{type: kafka, metadata: {bootstrapServers: 'kafka:9092', consumerGroup: g, topic: t},"
                    + " authenticationRef: {name: broker}}";

    private static final String PROMETHEUS =
            "{type: prometheus, metadata: {serverAddress: 'http://prometheus:9090', query: up, threshold: '1',"
                    + " authModes: oauth}, authenticationRef: {name: broker}}";

    private static final String PIPELINES =
            "{type: azure-pipelines, metadata: {organizationURL: 'https://dev.azure.com/contoso', poolName: p},"
                    + " authenticationRef: {name: broker}}";

    private static final String FROM_VARIABLE = "{env: [{parameter: sasl, name: SASL}]}";

    private static String scaledObject(String trigger) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers: [%s]
                """.formatted(trigger);
    }

    private static String authentication(String spec) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: broker, namespace: shop}
                spec: %s
                """.formatted(spec);
    }

    private static String deployment(String container) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec: {template: {spec: {containers: [{name: app%s}, {name: other, env: [{name: SASL, value: wrong}]}]}}}
                """.formatted(container);
    }

    private static String configMap(String data) {
        return "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: words, namespace: shop}, data: {" + data
                + "}}\n";
    }

    private static String secret(String data) {
        return "---\n{apiVersion: v1, kind: Secret, metadata: {name: words, namespace: shop}, " + data + "}\n";
    }

    /** The rules of a kafka trigger that takes its parameter {@code sasl} from the authentication. */
    private static List<String> kafka(String spec, String container, String... others) {
        return validate(scaledObject(KAFKA), authentication(spec), deployment(container), String.join("", others))
                .stream()
                .map(Finding::rule)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"none, true", "wrong, false"})
    void aConfigMapGivesAParameter(String word, boolean accepted) {
        assertThat(kafka("{configMapTargetRef: [{parameter: sasl, name: words, key: w}]}", "", configMap("w: " + word))
                        .isEmpty())
                .isEqualTo(accepted);
    }

    @Test
    void aSecretGivesAParameterInBothOfItsForms() {
        String spec = "{secretTargetRef: [{parameter: sasl, name: words, key: w}]}";
        assertThat(kafka(spec, "", secret("stringData: {w: none}"))).isEmpty();
        assertThat(kafka(spec, "", secret("stringData: {w: wrong}"))).containsExactly("trigger-parameter-value");
        assertThat(kafka(spec, "", secret("data: {w: bm9uZQ==}"))).isEmpty();
        assertThat(kafka(spec, "", secret("data: {w: d3Jvbmc=}"))).containsExactly("trigger-parameter-value");
    }

    @Test
    void stringDataReplacesData() {
        String spec = "{secretTargetRef: [{parameter: sasl, name: words, key: w}]}";
        assertThat(kafka(spec, "", secret("data: {w: d3Jvbmc=}, stringData: {w: none}")))
                .isEmpty();
    }

    @Test
    void aSecretWithoutDataIsFilledInTheCluster() {
        String spec = "{secretTargetRef: [{parameter: sasl, name: words, key: w}]}";
        assertThat(kafka(spec, "", secret("type: Opaque"))).isEmpty();
        assertThat(kafka(spec, "", secret("data: {}"))).containsExactly("authentication-source");
        assertThat(kafka(spec, "", secret("stringData: {}"))).containsExactly("authentication-source");
    }

    @Test
    void aLaterSourceReplacesAnEarlierOne() {
        String spec = "{configMapTargetRef: [{parameter: sasl, name: words, key: w}],"
                + " secretTargetRef: [{parameter: sasl, name: words, key: w}]}";
        assertThat(kafka(spec, "", configMap("w: wrong"), secret("stringData: {w: none}")))
                .containsExactly("authentication-duplicate-parameter");
        assertThat(kafka(spec, "", configMap("w: none"), secret("stringData: {w: wrong}")))
                .containsExactlyInAnyOrder("authentication-duplicate-parameter", "trigger-parameter-value");
    }

    @Test
    void aVariableIsThatOfTheNamedContainer() {
        assertThat(kafka(FROM_VARIABLE, ", env: [{name: SASL, value: none}]")).isEmpty();
        assertThat(kafka(FROM_VARIABLE, ", env: [{name: SASL, value: wrong}]"))
                .containsExactly("trigger-parameter-value");
        assertThat(kafka("{env: [{parameter: sasl, name: SASL, containerName: other}]}", ""))
                .containsExactly("trigger-parameter-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azureKeyVault: {vaultUri: 'https://vault', secrets: [{parameter: %s, name: w}]}",
                "gcpSecretManager: {secrets: [{parameter: %s, id: w}]}",
                "awsSecretManager: {secrets: [{parameter: %s, name: w}]}",
                "boundServiceAccountToken: [{parameter: %s, serviceAccountName: default}]"
            })
    void whatASecretStoreContainsReplacesOtherSourcesAndIsTrusted(String store) {
        String spec = "{secretTargetRef: [{parameter: sasl, name: words, key: w}], " + store + "}";
        String secret = secret("stringData: {w: wrong}");
        assertThat(kafka(spec.formatted("sasl"), "", secret)).doesNotContain("trigger-parameter-value");
        assertThat(kafka(spec.formatted("username"), "", secret)).contains("trigger-parameter-value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $(A)    | none
            $(A)e   | non
            n$(A)e  | on
            $(A)$(A)| no
            """)
    void aVariableIsMadeOfEarlierOnes(String text, String part) {
        String container = ", env: [{name: A, value: '%s'}, {name: SASL, value: '%s'}]";
        boolean isWord = text.replace("$(A)", part).equals("none");
        assertThat(kafka(FROM_VARIABLE, container.formatted(part, text)).isEmpty())
                .isEqualTo(isWord);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(B)", "$$(A)", "$x(A)", "$(A", "$A", "none$", "none$$", "$(A)$"})
    void whatIsNotAReferenceStaysAsItIs(String text) {
        String container = ", env: [{name: A, value: none}, {name: SASL, value: '%s'}]".formatted(text);
        assertThat(kafka(FROM_VARIABLE, container)).containsExactly("trigger-parameter-value");
    }

    @Test
    void allVariablesOfASourceGetItsPrefix() {
        assertThat(kafka(
                        FROM_VARIABLE, ", envFrom: [{configMapRef: {name: words}, prefix: SA}]", configMap("SL: none")))
                .isEmpty();
        assertThat(kafka(
                        FROM_VARIABLE,
                        ", envFrom: [{configMapRef: {name: words}, prefix: SA}]",
                        configMap("SL: wrong")))
                .containsExactly("trigger-parameter-value");
        assertThat(kafka(FROM_VARIABLE, ", envFrom: [{secretRef: {name: words}}]", secret("stringData: {SASL: wrong}")))
                .containsExactly("trigger-parameter-value");
    }

    @Test
    void anUnknownSourceMayReplaceEarlierVariablesWithItsPrefixAndNoOthers() {
        String known = ", envFrom: [{configMapRef: {name: words}}, {configMapRef: {name: unknown}, prefix: %s}]";
        assertThat(kafka(FROM_VARIABLE, known.formatted("SA"), configMap("SASL: wrong")))
                .isEmpty();
        assertThat(kafka(FROM_VARIABLE, known.formatted("TA"), configMap("SASL: wrong")))
                .containsExactly("trigger-parameter-value");
        String made = ", envFrom: [{configMapRef: {name: unknown}}], env: [{name: SASL, value: '$(WORD)'}]";
        assertThat(kafka(FROM_VARIABLE, made)).isEmpty();
    }

    @Test
    void aMissingSourceOfVariablesIsToldUnlessItIsOptional() {
        ClusterState cluster = ClusterState.unknown().complete();
        String container = ", envFrom: [{%s: {name: unknown%s}}]";
        for (String reference : List.of("configMapRef", "secretRef")) {
            assertThat(validate(
                            KedaVersion.V2_21,
                            cluster,
                            scaledObject(KAFKA),
                            authentication(FROM_VARIABLE),
                            deployment(container.formatted(reference, ""))))
                    .extracting(Finding::rule, Finding::pointer)
                    .containsExactly(tuple("environment-source", "/spec/scaleTargetRef"));
            assertThat(validate(
                            KedaVersion.V2_21,
                            cluster,
                            scaledObject(KAFKA),
                            authentication(FROM_VARIABLE),
                            deployment(container.formatted(reference, ", optional: true"))))
                    .isEmpty();
        }
    }

    @Test
    void oauth2GivesTheParametersOfItsName() {
        String trigger = scaledObject(PROMETHEUS) + deployment("");
        String spec = "{oauth2: {clientId: %s, tokenUrl: 'https://tokens', clientSecret: {valueFrom: {secretKeyRef:"
                + " {name: words, key: %s}}}}}";
        String secret = secret("stringData: {w: any}");
        assertThat(validate(
                        trigger, authentication("{secretTargetRef: [{parameter: x, name: words, key: w}]}"), secret))
                .extracting(Finding::rule)
                .containsExactly("trigger-require");
        assertThat(validate(trigger, authentication(spec.formatted("c", "w")), secret))
                .isEmpty();
        assertThat(validate(trigger, authentication(spec.formatted("c", "v")), secret))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(
                        tuple("authentication-source", "/spec/oauth2/clientSecret/valueFrom/secretKeyRef/key"));
    }

    @Test
    void aServicePrincipalGivesItsParametersSinceKeda221() {
        String trigger = scaledObject(PIPELINES) + deployment("");
        String spec = "{azureServicePrincipal: {tenantId: t, clientId: c%s, %s: {valueFrom: {secretKeyRef:"
                + " {name: words, key: w}}}}}";
        String secret = secret("stringData: {w: any}");
        String plain = authentication(spec.formatted("", "clientSecret"));
        assertThat(validate(trigger, plain, secret)).isEmpty();
        assertThat(validate(KedaVersion.V2_20, ClusterState.unknown(), trigger, plain, secret))
                .extracting(Finding::rule)
                .containsExactly("schema-unknown-field");
        assertThat(validate(
                        trigger,
                        authentication(spec.formatted(
                                ", cloud: Private, activeDirectoryEndpoint: 'https://login'", "clientCertificate")),
                        secret))
                .isEmpty();
        assertThat(validate(trigger, authentication(spec.formatted(", cloud: Privat", "clientSecret")), secret))
                .extracting(Finding::rule)
                .contains("trigger-service-principal-cloud");
        assertThat(validate(trigger, authentication(spec.formatted("", "clientSecret")), secret("stringData: {v: a}")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(
                        "authentication-source",
                        "/spec/azureServicePrincipal/clientSecret/valueFrom/secretKeyRef/key"));
    }

    @Test
    void aProblemOfAnAuthenticationInTheClusterIsToldAtTheTrigger() {
        String spec = "{secretTargetRef: [{parameter: %s, name: words, key: w}]}";
        ClusterState withoutSecret = ClusterState.of(
                        Manifests.parse("cluster.yaml", authentication(spec.formatted("sasl"))))
                .complete();
        assertThat(validate(KedaVersion.V2_21, withoutSecret, scaledObject(KAFKA), deployment("")))
                .extracting(Finding::object, Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "ScaledObject shop/orders",
                        "authentication-source",
                        "/spec/triggers/0/authenticationRef",
                        "Secret shop/words does not exist. KEDA reads sasl from it, and uses an empty value instead."));
        ClusterState withoutKey = ClusterState.of(Manifests.parse(
                "cluster.yaml", authentication(spec.formatted("sasl")) + secret("stringData: {v: none}")));
        assertThat(validate(KedaVersion.V2_21, withoutKey, scaledObject(KAFKA), deployment("")))
                .extracting(Finding::object, Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "ScaledObject shop/orders",
                        "authentication-source",
                        "/spec/triggers/0/authenticationRef",
                        "Secret shop/words has no key w. KEDA reads sasl from it, and uses an empty value instead."));
        ClusterState withFile =
                ClusterState.of(Manifests.parse("cluster.yaml", authentication("{filePath: broker.json}")));
        assertThat(validate(KedaVersion.V2_21, withFile, scaledObject(KAFKA), deployment("")))
                .extracting(Finding::rule, Finding::pointer)
                .contains(tuple("authentication-file", "/spec/triggers/0/authenticationRef"));
    }

    @Test
    void anAuthenticationOfTheOtherKindIsSuggested() {
        String trigger = KAFKA.replace("{name: broker}", "{name: broker, kind: %s}");
        ClusterState everything = ClusterState.unknown().complete();
        String ofCluster = authentication("{podIdentity: {provider: aws}}")
                .replace("kind: TriggerAuthentication", "kind: ClusterTriggerAuthentication")
                .replace(", namespace: shop", "");
        assertThat(validate(
                        KedaVersion.V2_21,
                        everything,
                        scaledObject(trigger.formatted("TriggerAuthentication")),
                        ofCluster,
                        deployment("")))
                .extracting(Finding::rule, Finding::message, Finding::hint)
                .containsExactly(
                        tuple(
                                "authentication-not-found",
                                "TriggerAuthentication broker does not exist in namespace shop. KEDA builds the scaler without"
                                        + " authentication.",
                                Optional.of(
                                        "Write kind: ClusterTriggerAuthentication, because an object of that kind has this name.")));
        assertThat(validate(
                        KedaVersion.V2_21,
                        everything,
                        scaledObject(trigger.formatted("ClusterTriggerAuthentication")),
                        authentication("{podIdentity: {provider: aws}}"),
                        deployment("")))
                .extracting(Finding::severity, Finding::message, Finding::hint)
                .containsExactly(tuple(
                        Severity.ERROR,
                        "ClusterTriggerAuthentication broker does not exist. KEDA builds the scaler without"
                                + " authentication.",
                        Optional.of(
                                "Write kind: TriggerAuthentication, because an object of that kind has this name.")));
    }
}
