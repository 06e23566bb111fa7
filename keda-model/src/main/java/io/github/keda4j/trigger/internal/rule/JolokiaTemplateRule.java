package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/** The template of a Jolokia URL must name everything that KEDA needs. */
public final class JolokiaTemplateRule {

    private JolokiaTemplateRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        JolokiaTemplate jolokia = JolokiaTemplate.of(values.triggerType());
        ParameterValue template = values.get(jolokia.parameter);
        if (template.isKnown() && jolokia.queue(template.text()) == null) {
            rule.fail(
                    jolokia.parameter,
                    jolokia.parameter + " is " + template.shown()
                            + ". It must be a Jolokia URL that names broker and queue.");
        }
    }
}
