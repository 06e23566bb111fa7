/**
 * The validator compared with KEDA itself: with recorded verdicts of its own webhooks, and with a program that has KEDA in it
 * and answers for as many generated objects as one likes.
 */
@NullMarked
package io.github.keda4j.validator.conformance;

import org.jspecify.annotations.NullMarked;
