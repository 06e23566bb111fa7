package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.Redaction;
import io.github.keda4j.trigger.internal.RuleCheck;

/** KEDA checks the parameter {@code type} wherever it is written, even if it is empty or blank. */
public final class DatadogTypeRule {

    private DatadogTypeRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        String type = values.writtenMetadata().get("type");
        if (type != null && (type.isEmpty() || !type.equals(GoText.trim(type)))) {
            rule.fail(
                    "type",
                    "type is \"" + Redaction.of(type)
                            + "\". It must be average or global without space around it, or be left out.");
        }
    }
}
