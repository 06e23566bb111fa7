/** Manifests as people write them, read and written without a Kubernetes client. */
@NullMarked
package io.github.keda4j.yaml;

import org.jspecify.annotations.NullMarked;
