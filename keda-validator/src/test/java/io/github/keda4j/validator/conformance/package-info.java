/**
 * Compares the validator with KEDA itself: with recorded verdicts of KEDA's webhooks, and with a program that contains
 * KEDA and judges any number of generated objects.
 */
@NullMarked
package io.github.keda4j.validator.conformance;

import org.jspecify.annotations.NullMarked;
