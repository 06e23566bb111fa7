/** {@code keda4j explain}. */
@NullMarked
package io.github.keda4j.cli.explain;

import org.jspecify.annotations.NullMarked;
