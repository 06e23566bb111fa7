/**
 * For tests of code that writes to Kubernetes: {@link io.github.keda4j.testing.kubernetes.KubernetesApiServer}, an
 * in-memory API server behind fabric8's mock server, that applies objects, tracks owners of fields, validates and sets
 * defaults as the real one does.
 *
 * <p>It needs {@code io.fabric8:kubernetes-server-mock} and {@code io.fabric8:kubernetes-client}, and JUnit 5 for the
 * annotation; this artifact does not include any of them.
 */
@NullMarked
package io.github.keda4j.testing.kubernetes;

import org.jspecify.annotations.NullMarked;
