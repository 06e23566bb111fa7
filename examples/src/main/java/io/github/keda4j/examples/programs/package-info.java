/** Single-file programs to copy and adapt. */
@NullMarked
package io.github.keda4j.examples.programs;

import org.jspecify.annotations.NullMarked;
