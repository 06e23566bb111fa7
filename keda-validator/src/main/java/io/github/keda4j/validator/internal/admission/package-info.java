/**
 * What KEDA's admission webhooks say, and what the operator says about the autoscaler that it makes from the same
 * fields.
 */
@NullMarked
package io.github.keda4j.validator.internal.admission;

import org.jspecify.annotations.NullMarked;
