/** The program {@code keda4j}. */
@NullMarked
package io.github.keda4j.cli;

import org.jspecify.annotations.NullMarked;
