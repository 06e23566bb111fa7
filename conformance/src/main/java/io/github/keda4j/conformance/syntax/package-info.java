/** How Go, Kubernetes and KEDA read texts. */
@NullMarked
package io.github.keda4j.conformance.syntax;

import org.jspecify.annotations.NullMarked;
