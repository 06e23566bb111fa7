/**
 * What KEDA's admission webhooks check, and what the operator checks about the autoscaler that it creates from the same
 * fields.
 */
@NullMarked
package io.github.keda4j.validator.internal.admission;

import org.jspecify.annotations.NullMarked;
