/** Whole objects about to be applied, in a cluster that is known: the verdicts of the API server, the webhooks and the operator. */
@NullMarked
package io.github.keda4j.conformance.object;

import org.jspecify.annotations.NullMarked;
