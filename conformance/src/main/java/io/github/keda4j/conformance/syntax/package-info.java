/** How Go, Kubernetes and KEDA read a text. */
@NullMarked
package io.github.keda4j.conformance.syntax;

import org.jspecify.annotations.NullMarked;
