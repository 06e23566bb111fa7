package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthEnvironment;
import io.github.keda4j.keda.v1alpha1.AuthTargetRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AwsSecretManager;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.BoundServiceAccountToken;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Empty values in YAML are reported, and nothing fails because of them. */
class NullsTest {

    @ParameterizedTest
    @MethodSource("types")
    void aNullKeyIsAnError(String type) {
        ScaleTriggers entry = Example.of(type).get(0).entry();
        Map<String, String> metadata = new LinkedHashMap<>(entry.getMetadata());
        metadata.put(null, "value");
        entry.setMetadata(metadata);

        assertThat(Triggers.check(entry, TriggerContext.unknown()))
                .extracting(Finding::rule, Finding::severity, Finding::pointer)
                .contains(tuple("trigger-metadata", Severity.ERROR, "/metadata"));
        assertThat(Triggers.read(entry).trigger()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void nullsAreErrorsWhereverTheyAre(String type) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(new LinkedHashMap<>(Collections.singletonMap(null, null)));
        entry.setAuthenticationRef(new AuthenticationRef());
        for (ParameterInfo parameter : Triggers.parameters(type)) {
            entry.getMetadata().put(parameter.name().replace("*", "A"), null);
            entry.getMetadata().put(parameter.name() + "FromEnv", null);
        }

        for (KedaVersion version : KedaVersion.values()) {
            assertThat(Triggers.check(
                                    entry,
                                    TriggerContext.builder().version(version).build())
                            .hasErrors())
                    .isTrue();
        }
        entry.setMetadata(null);
        assertThat(Triggers.check(entry, TriggerContext.unknown()))
                .extracting(Finding::rule)
                .contains("trigger-metadata");
    }

    @Test
    void aTriggerOfAnotherTypeIsReadAsStrictly() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("of-tomorrow");
        entry.setMetadata(Collections.singletonMap(null, "value"));

        assertThat(Triggers.check(entry, TriggerContext.unknown()).hasErrors()).isTrue();
        assertThat(Triggers.read(entry).trigger()).isEmpty();
    }

    @Test
    void aNullTriggerIsAnError() {
        Findings findings = Triggers.check(null, TriggerContext.unknown());

        assertThat(findings)
                .singleElement()
                .extracting(Finding::rule, Finding::severity, Finding::pointer, Finding::message)
                .containsExactly(
                        "trigger-null",
                        Severity.ERROR,
                        "",
                        "The trigger is null. Write an object with type and metadata.");
        assertThat(Triggers.read(null).trigger()).isEmpty();
        assertThat(Triggers.read(null).findings()).isEqualTo(findings);
        assertThatThrownBy(() -> MssqlTrigger.from(null)).isInstanceOf(FindingsException.class);
    }

    @Test
    void nullElementsOfAnAuthenticationGiveNothing() {
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpec();
        specification.setEnv(Collections.<AuthEnvironment>singletonList(null));
        specification.setConfigMapTargetRef(Collections.<AuthTargetRef>singletonList(null));
        specification.setSecretTargetRef(Collections.<AuthTargetRef>singletonList(null));
        specification.setBoundServiceAccountToken(Collections.<BoundServiceAccountToken>singletonList(null));
        AwsSecretManager store = new AwsSecretManager();
        store.setSecrets(Collections.<AwsSecretManagerSecret>singletonList(null));
        specification.setAwsSecretManager(store);
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("mssql");
        entry.setMetadata(Map.of("query", "SELECT 1", "targetValue", "5"));

        assertThat(Triggers.check(
                        entry,
                        TriggerContext.builder().authentication(specification).build()))
                .extracting(Finding::rule)
                .containsExactly("trigger-mssql-connection");
    }

    static Iterable<String> types() {
        return Triggers.types();
    }
}
