package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule has a description, and its examples show what it says. */
class RuleDescriptionsTest {

    private static List<Finding> findings(RuleDescription description, String manifests) {
        ClusterState cluster = description.cluster().isEmpty()
                ? ClusterState.unknown()
                : ClusterState.of(Manifests.parse("cluster.yaml", description.cluster()))
                        .complete();
        return KedaValidator.builder()
                .version(description.until().orElse(KedaVersion.V2_21))
                .cluster(cluster)
                .build()
                .validate(Manifests.parse("example.yaml", manifests))
                .findings()
                .asList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envelope.EnvelopeRules",
                "schema.SchemaRules",
                "admission.AdmissionRules",
                "operator.OperatorRules",
                "bundle.BundleRules",
                "advice.AdviceRules"
            })
    void everyRuleOfALayerIsListed(String holder) throws ReflectiveOperationException {
        List<Rule> declared = new ArrayList<>();
        for (Field field :
                Class.forName("io.github.keda4j.validator.internal." + holder).getDeclaredFields()) {
            if (field.getType() == Rule.class) {
                field.setAccessible(true);
                declared.add((Rule) field.get(null));
            }
        }

        assertThat(declared).isNotEmpty();
        assertThat(KedaRules.all()).containsAll(declared);
    }

    @Test
    void theFailingExampleIsToldOfByTheRuleAndHasNoOtherError() {
        assertThat(KedaRules.all()).allSatisfy(rule -> {
            List<Finding> findings =
                    findings(rule.description(), rule.description().failing());
            assertThat(findings).extracting(Finding::rule).contains(rule.id());
            assertThat(findings)
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .allMatch(finding -> finding.rule().equals(rule.id()), "is of " + rule);
        });
    }

    @Test
    void thePassingExampleHasNoFindingOfTheRuleAndNoError() {
        assertThat(KedaRules.all())
                .allSatisfy(rule -> assertThat(
                                findings(rule.description(), rule.description().passing()))
                        .noneMatch(
                                finding -> finding.rule().equals(rule.id()) || finding.severity() == Severity.ERROR));
    }

    @Test
    void aDescriptionSaysWhatMustBeSoAndWhereThatComesFrom() {
        assertThat(KedaRules.all()).allSatisfy(rule -> {
            RuleDescription description = rule.description();
            assertThat(description.title()).endsWith(".").doesNotContain("\n");
            assertThat(description.why().strip()).endsWith(".");
            assertThat(description.source()).isNotEmpty().allMatch(source -> source.startsWith("https://"));
            assertThat(description.failing()).isNotEqualTo(description.passing());
        });
    }

    @Test
    void eachRuleIsListedOnce() {
        Set<String> ids = new HashSet<>();
        assertThat(KedaRules.all()).allMatch(rule -> ids.add(rule.id()), "has an id of its own");
    }
}
