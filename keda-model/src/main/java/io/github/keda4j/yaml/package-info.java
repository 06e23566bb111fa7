/**
 * Reading and writing manifests as people write them, without a Kubernetes client: {@link
 * io.github.keda4j.yaml.Manifests}.
 */
@NullMarked
package io.github.keda4j.yaml;

import org.jspecify.annotations.NullMarked;
