package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake results in one finding: a misspelt key is reported once, no matter what else is wrong because the right
 * key is missing.
 */
class MisspeltKeyTest {

    static Stream<String> types() {
        return Triggers.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMisspeltKeyThatKedaNeedsGivesOneError(String type) {
        Set<String> seen = new HashSet<>();
        for (Example example : Example.of(type)) {
            if (example.accepted()) {
                List<Finding> before = example.findings().asList();
                for (String key : example.metadata().keySet()) {
                    if (seen.add(key) || !hasErrors(findings(example, key, null))) {
                        check(example, key, before);
                    }
                }
            }
        }
    }

    @Test
    void severalMisspeltKeysAreSeveralErrors() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("prometheus");
        entry.setMetadata(Map.of("serverAdress", "http://prometheus.example:9090", "qurey", "up", "treshold", "5"));

        assertThat(Triggers.check(entry, TriggerContext.unknown()).asList())
                .extracting(Finding::toString)
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one)
                                .contains(
                                        "serverAddress is missing. KEDA does not know serverAdress. Did you mean serverAddress?"),
                        one -> assertThat(one)
                                .contains("query is missing. KEDA does not know qurey. Did you mean query?"),
                        one -> assertThat(one)
                                .contains(
                                        "threshold is missing. KEDA does not know treshold. Did you mean threshold?"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMisspeltParameterOfAnAuthenticationGivesOneErrorThatNamesIt(String type) {
        for (Example example : Example.of(type)) {
            Map<String, String> parameters = example.accepted() ? example.authentication() : Map.of();
            for (String parameter : parameters.keySet()) {
                if (hasErrors(withAuthentication(example, parameter, null))) {
                    String misspelt = parameter + "x";
                    List<Finding> found = withAuthentication(example, parameter, misspelt);
                    found.removeAll(example.findings().asList());
                    assertThat(found)
                            .as(example + ", " + misspelt)
                            .singleElement()
                            .satisfies(finding -> assertThat(finding.toString())
                                    .contains("The authentication sets " + misspelt
                                            + ", which KEDA does not read. Did you mean "));
                }
            }
        }
    }

    private static List<Finding> withAuthentication(Example example, String parameter, @Nullable String newName) {
        Map<String, String> parameters = new LinkedHashMap<>(example.authentication());
        String text = parameters.remove(parameter);
        if (newName != null) {
            parameters.put(newName, text);
        }
        return new ArrayList<>(
                Triggers.check(example.entry(), example.context(parameters)).asList());
    }

    private static void check(Example example, String key, List<Finding> before) {
        List<Finding> without = findings(example, key, null);
        for (String misspelt : misspellings(key)) {
            if (isRead(example, misspelt)) {
                continue;
            }
            List<Finding> found = findings(example, key, misspelt);
            String what = example + ", " + misspelt + " for " + key + ": " + found;
            assertThat(hasErrors(found)).as(what).isEqualTo(hasErrors(without));
            if (hasErrors(without)) {
                List<Finding> more = new ArrayList<>(found);
                more.removeAll(before);
                assertThat(more).as(what).hasSize(1);
            }
        }
    }

    /** Whether the misspelt key is itself another key of the type. */
    private static boolean isRead(Example example, String key) {
        return Triggers.parameters(example.type()).stream()
                .anyMatch(parameter -> Stream.concat(Stream.of(parameter.name()), parameter.aliases().stream())
                        .anyMatch(name -> key.equals(name)
                                || key.equals(name + "FromEnv")
                                || name.endsWith(".*") && key.startsWith(name.substring(0, name.length() - 1))));
    }

    private static boolean hasErrors(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private static List<Finding> findings(Example example, String key, @Nullable String newKey) {
        Map<String, String> metadata = new LinkedHashMap<>();
        example.metadata().forEach((name, text) -> {
            if (!name.equals(key)) {
                metadata.put(name, text);
            } else if (newKey != null) {
                metadata.put(newKey, text);
            }
        });
        ScaleTriggers entry = example.entry();
        entry.setMetadata(metadata);
        return Triggers.check(entry, example.context()).asList();
    }

    /** Typing errors: swapped letters, an extra letter, a missing letter, capital letters. */
    private static Set<String> misspellings(String key) {
        int dot = key.indexOf('.');
        int at = (dot < 0 ? key.length() : dot) / 2;
        String head = key.substring(0, at);
        String tail = key.substring(at);
        Set<String> all = new LinkedHashSet<>();
        all.add(key.substring(0, at - 1) + key.charAt(at) + key.charAt(at - 1) + key.substring(at + 1));
        all.add(head + "x" + tail);
        all.add(head + key.substring(at + 1));
        all.add(key.toUpperCase(Locale.ROOT));
        all.remove(key);
        return all;
    }
}
