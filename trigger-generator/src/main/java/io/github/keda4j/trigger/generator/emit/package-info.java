/** Writes the Java sources of the triggers. */
@NullMarked
package io.github.keda4j.trigger.generator.emit;

import org.jspecify.annotations.NullMarked;
