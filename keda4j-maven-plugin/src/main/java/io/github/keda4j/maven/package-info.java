/** {@code keda4j:lint} for Maven. */
@NullMarked
package io.github.keda4j.maven;

import org.jspecify.annotations.NullMarked;
