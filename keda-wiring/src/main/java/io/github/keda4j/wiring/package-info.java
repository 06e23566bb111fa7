/**
 * Turns a description of what should scale on which events into manifests, IAM policies, associations and a proof of
 * the chain.
 */
@NullMarked
package io.github.keda4j.wiring;

import org.jspecify.annotations.NullMarked;
