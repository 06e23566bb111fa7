package io.github.keda4j.formula.internal;

import io.github.keda4j.findings.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A finding about a formula.
 *
 * @param rule id of the rule
 * @param severity how much it matters
 * @param offset where in the formula, in chars; negative if it is about the whole
 * @param message a full sentence
 * @param hint what to do; null if there is nothing to say
 */
public record Problem(
        String rule,
        Severity severity,
        int offset,
        String message,
        @Nullable String hint) {}
