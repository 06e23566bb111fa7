/** From what should scale on which events to manifests, IAM policies, associations and a proof of the chain. */
@NullMarked
package io.github.keda4j.wiring;

import org.jspecify.annotations.NullMarked;
