package io.github.keda4j.validator;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Severity;

/**
 * A rule that findings name. {@link KedaRules} lists them all.
 *
 * @param id stable, in lower case with dashes, such as {@code schema-required}
 * @param layer who would report it
 * @param severity of its findings, unless the validator knows too little to be sure, or is strict
 */
public record Rule(String id, Layer layer, Severity severity) {

    /**
     * Creates it from its parts.
     *
     * @param id stable
     * @param layer who would report it
     * @param severity of its findings
     */
    public Rule {
        requireNonNull(id, "id");
        requireNonNull(layer, "layer");
        requireNonNull(severity, "severity");
    }

    /**
     * {@return what the rule says, why, and an example of each side}
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
