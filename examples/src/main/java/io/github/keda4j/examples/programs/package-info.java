/** Programs of one file each, to copy and change. */
@NullMarked
package io.github.keda4j.examples.programs;

import org.jspecify.annotations.NullMarked;
