package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks every example of every trigger, and that there are enough examples. */
class TriggerExamplesTest {

    /** The rules that follow from a parameter's attributes, as the examples name them. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "missing", "missing-parameter",
            "type", "parameter-type",
            "value", "parameter-value",
            "removed", "removed-parameter",
            "exclusive", "exclusive-values");

    static List<Example> accepted() {
        return Example.allAccepted();
    }

    static List<Example> acceptedByTheLatest() {
        return Example.allAccepted().stream().filter(Example::isOfLatest).toList();
    }

    static List<Example> rejected() {
        return Example.allRejected();
    }

    static List<String> types() {
        return Triggers.types();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatKedaAcceptsIsAccepted(Example example) {
        Findings findings = example.findings();

        assertThat(findings.ofSeverity(Severity.ERROR)).isEmpty();
        example.text("warns")
                .ifPresent(
                        rule -> assertThat(findings).extracting(Finding::rule).containsExactly("trigger-" + rule));
    }

    @ParameterizedTest
    @MethodSource("acceptedByTheLatest")
    void whatKedaAcceptsIsReadAndWrittenAsItWas(Example example) {
        Trigger trigger = Triggers.read(example.entryWithAuthentication()).orElseThrow();

        assertThat(trigger.toScaleTrigger()).isEqualTo(example.entryWithAuthentication());
        assertThat(trigger.metadata()).isEqualTo(example.metadata());
    }

    @ParameterizedTest
    @MethodSource("acceptedByTheLatest")
    void metricsHaveTheNameThatTheExampleSays(Example example) {
        Trigger trigger = Triggers.read(example.entryWithAuthentication()).orElseThrow();

        example.text("metricName")
                .ifPresent(name ->
                        assertThat(trigger.metricName(0, example.context())).hasValue(name));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void whatKedaRefusesIsRefusedByThatRuleAlone(Example example) {
        String rule = example.text("rule").orElseThrow();

        List<Finding> errors = example.findings().ofSeverity(Severity.ERROR).asList();

        assertThat(errors).extracting(Finding::rule).containsExactly("trigger-" + ATTRIBUTES.getOrDefault(rule, rule));
        example.text("at")
                .ifPresent(parameter -> assertThat(pointsAt(errors.get(0), parameter))
                        .as(errors + " points at " + parameter)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void noFindingShowsASecret(Example example) {
        Map<String, String> secrets = new LinkedHashMap<>(example.metadata());
        secrets.putAll(example.authentication());
        secrets.keySet().retainAll(secretsOf(example.type()));

        String findings = example.findings().toString();

        secrets.values().removeIf(value -> value.length() < 6);
        assertThat(secrets.values()).allSatisfy(secret -> assertThat(findings).doesNotContain(secret));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyRuleHasAnExampleThatItRejects(String type) {
        List<String> rejecting = new ArrayList<>();
        for (Example example : Example.of(type)) {
            example.text("rule").ifPresent(rejecting::add);
            example.text("warns").ifPresent(rejecting::add);
        }
        List<String> lacking = new ArrayList<>(Example.rules(type));
        rejecting.forEach(lacking::remove);
        if (type.equals("predictkube")) {
            lacking.remove("require"); // of apiKey by mode apiKey: its key is required in any mode
        }

        assertThat(lacking).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyParameterIsUsedByAnAcceptedExample(String type) {
        Set<String> used = new TreeSet<>();
        for (Example example : Example.of(type)) {
            if (example.accepted()) {
                used.addAll(example.metadata().keySet());
                used.addAll(example.authentication().keySet());
            }
        }
        Set<String> unused = new TreeSet<>();
        for (ParameterInfo parameter : Triggers.parameters(type)) {
            if (parameter.removed().isEmpty() && !isUsed(parameter, used)) {
                unused.add(parameter.name());
            }
        }

        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeHasAnAcceptedAndARejectedExample(String type) {
        assertThat(Example.of(type)).extracting(Example::accepted).contains(true, false);
    }

    @Test
    void theExamplesNameAMetricOfEveryTypeThatHasOneOffline() {
        Set<String> without = new TreeSet<>(Triggers.types());
        for (Example example : Example.allAccepted()) {
            if (example.text("metricName").isPresent()) {
                without.remove(example.type());
            }
        }

        assertThat(without).containsExactly("cpu", "external", "external-push", "memory");
    }

    private static boolean isUsed(ParameterInfo parameter, Set<String> used) {
        List<String> names = new ArrayList<>(parameter.aliases());
        names.add(parameter.name());
        for (String name : names) {
            String prefix = name.replace(".*", ".");
            if (used.contains(name)
                    || used.contains(name + "FromEnv")
                    || name.endsWith(".*") && used.stream().anyMatch(key -> key.startsWith(prefix))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a finding points at the key itself, an alias or the name of its variable, or at the authentication with
     * the name in the message.
     */
    private static boolean pointsAt(Finding finding, String parameter) {
        return finding.pointer().startsWith("/metadata/" + parameter)
                || finding.pointer().equals("/authenticationRef")
                        && finding.message().contains(parameter);
    }

    private static Set<String> secretsOf(String type) {
        Set<String> secrets = new TreeSet<>();
        for (ParameterInfo parameter : Triggers.parameters(type)) {
            if (parameter.type() == ParameterType.SECRET) {
                secrets.add(parameter.name());
                secrets.addAll(parameter.aliases());
            }
        }
        return secrets;
    }
}
