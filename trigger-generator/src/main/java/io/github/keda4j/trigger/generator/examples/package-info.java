/** Chooses the values of a trigger's example on its reference page. */
@NullMarked
package io.github.keda4j.trigger.generator.examples;

import org.jspecify.annotations.NullMarked;
