package io.github.keda4j.validator;

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
import org.junit.jupiter.params.provider.ValueSource;

/** The values in ConfigMaps, Secrets and environments, which triggers and authentications read. */
class DataTest {

    private static List<Finding> validate(String manifests) {
        return KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("test.yaml", manifests))
                .findings()
                .asList();
    }

    private static String secret(String fields) {
        return "{apiVersion: v1, kind: Secret, metadata: {name: rabbit, namespace: shop}, " + fields + "}";
    }

    private static String configMap(String fields) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: rabbit, namespace: shop}, " + fields + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"YQ==", "YWI=", "YWJj", "", "\"YWJj\\nYWJj\\n\""})
    void base64IsAcceptedAsKubernetesReadsIt(String text) {
        assertThat(validate(secret("data: {host: " + text + "}"))).isEmpty();
        assertThat(validate(configMap("binaryData: {host: " + text + "}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"YQ", "YQ=", "secret-of-a-test", "\"amqp://rabbit\"", "\"YW Jj\"", "YQ==YQ=="})
    void textThatIsNotBase64IsRefusedWithoutQuotingIt(String text) {
        assertThat(validate(secret("data: {host: " + text + "}")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("schema-format");
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.pointer()).isEqualTo("/data/host");
                    assertThat(finding.message()).isEqualTo("host must be encoded with base64 but is not.");
                    assertThat(finding.hint())
                            .contains("Put the plain value under stringData, or encode it with base64.");
                });
        assertThat(validate(configMap("binaryData: {host: " + text + "}")))
                .extracting(Finding::rule, Finding::hint)
                .containsExactly(tuple("schema-format", Optional.empty()));
    }

    @Test
    void numbersAndBooleansAreNotStrings() {
        assertThat(validate(configMap("data: {port: 5672, debug: true, hosts: [a], text: '5672', none: null}")))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(
                        tuple("schema-type", "/data/port", "port must be a string but is the number 5672."),
                        tuple("schema-type", "/data/debug", "debug must be a string but is the boolean true."),
                        tuple("schema-type", "/data/hosts", "hosts must be a string but is a list."));
        assertThat(validate(secret("data: {pin: 1234}, stringData: {port: 5672}")))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(
                        tuple("schema-type", "/data/pin", "pin must be a string but is a number."),
                        tuple("schema-type", "/stringData/port", "port must be a string but is a number."));
    }

    @Test
    void theEnvironmentOfAContainerHasOnlyStrings() {
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec:
                  template:
                    spec:
                      initContainers:
                      - {name: wait, image: wait, env: [{name: SECONDS, value: 5}]}
                      containers:
                      - name: app
                        image: orders
                        env:
                        - {name: LIMIT, value: "5"}
                        - {name: EMPTY, value: null}
                        - {name: DEBUG, value: true}
                """;
        assertThat(validate(deployment))
                .extracting(
                        Finding::rule,
                        Finding::pointer,
                        Finding::message,
                        finding -> finding.hint().orElse(""))
                .containsExactly(
                        tuple(
                                "schema-type",
                                "/spec/template/spec/initContainers/0/env/0/value",
                                "The value of the environment variable SECONDS must be a string but is a number.",
                                "Put the value in quotes."),
                        tuple(
                                "schema-type",
                                "/spec/template/spec/containers/0/env/2/value",
                                "The value of the environment variable DEBUG must be a string but is a boolean.",
                                "Put the value in quotes."));
    }
}
