/** The API server behind fabric8's mock server. */
@NullMarked
package io.github.keda4j.testing.kubernetes.internal.mock;

import org.jspecify.annotations.NullMarked;
