package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the autoscaler's behavior. KEDA passes it on, but its CustomResourceDefinition has fewer bounds than the API
 * server enforces for an autoscaler, so a value that is accepted here may fail when the operator creates the
 * autoscaler.
 */
final class AutoscalerChecks {

    private static final String BEHAVIOR = "/spec/advanced/horizontalPodAutoscalerConfig/behavior";
    private static final int LONGEST_PERIOD = 1800;
    private static final List<String> POLICY_TYPES = List.of("Pods", "Percent");
    private static final List<String> SELECT_POLICIES = List.of("Max", "Min", "Disabled");

    private AutoscalerChecks() {}

    static void check(ScaledObjectView object, Reporter reporter) {
        Node.Mapping behavior = Trees.map(object.autoscalerConfig(), "behavior");
        for (String direction : List.of("scaleUp", "scaleDown")) {
            Node.Mapping rules = Trees.map(behavior, direction);
            if (rules != null) {
                checkRules(rules, BEHAVIOR + "/" + direction, reporter);
            }
        }
    }

    private static void checkRules(Node.Mapping rules, String pointer, Reporter reporter) {
        checkWord(rules, "selectPolicy", SELECT_POLICIES, pointer, reporter);
        String tolerance = rules.text("tolerance");
        BigDecimal quantity = tolerance == null ? null : GoQuantity.parse(tolerance);
        if (quantity != null && quantity.signum() < 0) {
            report(pointer + "/tolerance", "tolerance must not be negative.", null, reporter);
        }
        List<Node> policies = rules.elements("policies");
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i) instanceof Node.Mapping policy) {
                String at = pointer + "/policies/" + i;
                checkWord(policy, "type", POLICY_TYPES, at, reporter);
                checkNumber(policy, "value", Integer.MAX_VALUE, at, reporter);
                checkNumber(policy, "periodSeconds", LONGEST_PERIOD, at, reporter);
            }
        }
    }

    private static void checkWord(
            Node.Mapping map, String field, List<String> words, String pointer, Reporter reporter) {
        String word = Trees.string(map, field);
        if (word != null && !words.contains(word)) {
            String near = NearestWord.of(word, words);
            report(
                    pointer + "/" + field,
                    field + " is " + Words.quoted(word) + " but must be one of " + Words.either(words) + ".",
                    near == null ? null : "Did you mean " + near + "?",
                    reporter);
        }
    }

    private static void checkNumber(Node.Mapping map, String field, int most, String pointer, Reporter reporter) {
        Integer number = Trees.integer(map, field);
        if (number != null && (number < 1 || number > most)) {
            report(
                    pointer + "/" + field,
                    field + " is " + number + " but must be " + (number < 1 ? "at least 1." : "at most " + most + "."),
                    null,
                    reporter);
        }
    }

    private static void report(String pointer, String message, @Nullable String hint, Reporter reporter) {
        reporter.report(AdmissionRules.AUTOSCALER_BEHAVIOR, pointer, message, hint);
    }
}
