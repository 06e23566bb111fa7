/** Permission policies down to the resource: queues and the other sources of metrics, role chains, the deploying caller. */
@NullMarked
package io.github.keda4j.podidentity.permission;

import org.jspecify.annotations.NullMarked;
