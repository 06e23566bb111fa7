/** The kinds of {@code keda.sh/v1alpha1} and their parts, with fluent builders. */
@NullMarked
package io.github.keda4j.keda.v1alpha1;

import org.jspecify.annotations.NullMarked;
