package io.github.keda4j.validator;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.internal.admission.AdmissionRules;
import io.github.keda4j.validator.internal.admission.FormulaRules;
import io.github.keda4j.validator.internal.advice.AdviceRules;
import io.github.keda4j.validator.internal.bundle.BundleRules;
import io.github.keda4j.validator.internal.envelope.EnvelopeRules;
import io.github.keda4j.validator.internal.operator.OperatorRules;
import io.github.keda4j.validator.internal.schema.SchemaRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that findings of {@link KedaValidator} name, for tools that list and explain them. */
public final class KedaRules {

    private static final List<Rule> ALL = collect();

    private KedaRules() {}

    private static List<Rule> collect() {
        List<Rule> rules = new ArrayList<>();
        rules.addAll(EnvelopeRules.ALL);
        rules.addAll(SchemaRules.ALL);
        rules.addAll(AdmissionRules.ALL);
        rules.addAll(FormulaRules.ALL);
        rules.addAll(OperatorRules.ALL);
        rules.addAll(BundleRules.ALL);
        rules.addAll(AdviceRules.ALL);
        return List.copyOf(rules);
    }

    /** {@return all rules, in the order of their layers; immutable} */
    public static List<Rule> all() {
        return ALL;
    }

    /**
     * {@return the rule with an id, if there is one} This includes the rules that a trigger type has for its own
     * parameters, such as {@code trigger-aws-credentials}, which {@link #all} does not list.
     *
     * @param id the id, such as {@code schema-required}
     */
    public static Optional<Rule> find(String id) {
        for (Rule rule : ALL) {
            if (rule.id().equals(id)) {
                return Optional.of(rule);
            }
        }
        return id.startsWith("trigger-") ? Optional.of(new Rule(id, Layer.OPERATOR, Severity.ERROR)) : Optional.empty();
    }
}
