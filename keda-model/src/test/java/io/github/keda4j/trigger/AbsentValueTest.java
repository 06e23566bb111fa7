package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake results in one finding: an empty or missing value is reported once, no matter how many rules that breaks.
 */
class AbsentValueTest {

    static Stream<String> types() {
        return Triggers.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anEmptyValueGivesAtMostOneFinding(String type) {
        for (Example example : Example.of(type)) {
            for (String key : example.accepted() ? example.metadata().keySet() : List.<String>of()) {
                for (String empty : List.of("", " ")) {
                    assertThat(newFindings(example, key, empty))
                            .as("%s with %s: \"%s\"", example, key, empty)
                            .hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMissingKeyGivesAtMostOneFindingOfWhatIsNotThere(String type) {
        for (Example example : Example.of(type)) {
            for (String key : example.accepted() ? example.metadata().keySet() : List.<String>of()) {
                List<Finding> found = newFindings(example, key, null);
                found.removeIf(finding -> isOfAKey(finding, example));
                assertThat(found).as("%s without %s", example, key).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMissingOrEmptyParameterOfAnAuthenticationGivesAtMostOneFindingOfWhatIsNotThere(String type) {
        for (Example example : Example.of(type)) {
            for (String name : example.accepted() ? example.authentication().keySet() : List.<String>of()) {
                for (boolean isThere : new boolean[] {true, false}) {
                    Map<String, String> parameters = new LinkedHashMap<>(example.authentication());
                    parameters.remove(name);
                    if (isThere) {
                        parameters.put(name, "");
                    }
                    List<Finding> found = new ArrayList<>(Triggers.check(example.entry(), example.context(parameters))
                            .asList());
                    found.removeAll(example.findings().asList());
                    found.removeIf(finding -> isOfAKey(finding, example));
                    assertThat(found).as("%s without %s", example, name).hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void aValueThatIsWrongByItselfIsToldOfBesideOneThatIsMissing() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("mssql");
        entry.setMetadata(Map.of("query", "SELECT 1", "targetValue", "1", "port", "65536"));

        assertThat(Triggers.check(
                                entry,
                                TriggerContext.builder().withoutAuthentication().build())
                        .asList())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("trigger-mssql-connection", "trigger-mssql-port");
    }

    @Test
    void twoValuesThatAreMissingForReasonsOfTheirOwnAreTwoErrors() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("prometheus");
        entry.setMetadata(Map.of("threshold", "5"));

        assertThat(Triggers.check(entry, TriggerContext.unknown()).asList())
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder("/metadata/serverAddress", "/metadata/query");
    }

    @Test
    void aPeriodThatCloudWatchDoesNotHaveIsOneErrorWhateverItDoesNotDivide() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("aws-cloudwatch");
        entry.setMetadata(Map.of(
                "expression",
                "m1",
                "targetMetricValue",
                "1",
                "minMetricValue",
                "0",
                "awsRegion",
                "eu-west-1",
                "metricStatPeriod",
                "70",
                "identityOwner",
                "operator"));

        assertThat(Triggers.check(entry, TriggerContext.unknown()).asList())
                .extracting(Finding::rule)
                .containsExactly("trigger-stat-period");
    }

    private static boolean isOfAKey(Finding finding, Example example) {
        return example.metadata().keySet().stream()
                .anyMatch(key -> Objects.equals(finding.pointer(), "/metadata/" + key));
    }

    private static List<Finding> newFindings(Example example, String key, @Nullable String value) {
        Map<String, String> metadata = new LinkedHashMap<>(example.metadata());
        metadata.remove(key);
        if (value != null) {
            metadata.put(key, value);
        }
        ScaleTriggers entry = example.entry();
        entry.setMetadata(metadata);
        List<Finding> found =
                new ArrayList<>(Triggers.check(entry, example.context()).asList());
        found.removeAll(example.findings().asList());
        return found;
    }
}
