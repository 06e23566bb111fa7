/**
 * Merging, comparison and ownership of fields by the rules of Kubernetes' <a
 * href="https://github.com/kubernetes-sigs/structured-merge-diff">structured-merge-diff</a>.
 */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.merge;

import org.jspecify.annotations.NullMarked;
