package io.github.keda4j.formula.internal;

import io.github.keda4j.findings.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A finding about a formula.
 *
 * @param rule id of the rule
 * @param severity the severity
 * @param offset the place in the formula, in chars; negative if the problem is about the formula as a whole
 * @param message a full sentence
 * @param hint what to do about it; null if there is nothing to say
 */
public record Problem(
        String rule,
        Severity severity,
        int offset,
        String message,
        @Nullable String hint) {}
