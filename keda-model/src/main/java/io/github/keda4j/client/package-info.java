/** KEDA as an extension of fabric8's Kubernetes client, and predicates to wait for. */
@NullMarked
package io.github.keda4j.client;

import org.jspecify.annotations.NullMarked;
