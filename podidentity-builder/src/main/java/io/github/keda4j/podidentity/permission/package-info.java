/**
 * Permission policies for specific resources: for queues and other sources of metrics, for role chains, and for the
 * caller that deploys.
 */
@NullMarked
package io.github.keda4j.podidentity.permission;

import org.jspecify.annotations.NullMarked;
