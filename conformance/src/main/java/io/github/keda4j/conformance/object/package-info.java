/**
 * Complete objects to be applied to a known cluster: the verdicts of the API server, the webhooks and the operator.
 */
@NullMarked
package io.github.keda4j.conformance.object;

import org.jspecify.annotations.NullMarked;
