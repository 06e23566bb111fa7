/** The kinds of {@code eventing.keda.sh/v1alpha1} and their parts, with fluent builders. */
@NullMarked
package io.github.keda4j.eventing.v1alpha1;

import org.jspecify.annotations.NullMarked;
