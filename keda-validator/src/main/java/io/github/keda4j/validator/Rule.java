package io.github.keda4j.validator;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Severity;

/**
 * A rule that findings name. {@link KedaRules} lists all rules.
 *
 * @param id the stable id, in lower case with dashes, such as {@code schema-required}
 * @param layer the component that would report a violation
 * @param severity the severity of its findings, unless the validator knows too little to be sure, or is strict
 */
public record Rule(String id, Layer layer, Severity severity) {

    /**
     * Creates a rule from its parts.
     *
     * @param id the stable id
     * @param layer the component that would report a violation
     * @param severity the severity of its findings
     */
    public Rule {
        requireNonNull(id, "id");
        requireNonNull(layer, "layer");
        requireNonNull(severity, "severity");
    }

    /**
     * {@return the description of the rule: what it requires, why, and examples that violate and satisfy it}
     *
     * @throws IllegalStateException if {@link KedaRules#all} does not list the rule, because it belongs to a single
     * trigger type
     */
    public RuleDescription description() {
        return RuleDescription.of(this);
    }

    @Override
    public String toString() {
        return id;
    }
}
