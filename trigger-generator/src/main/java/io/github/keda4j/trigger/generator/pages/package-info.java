/** Writes the reference pages of the triggers. */
@NullMarked
package io.github.keda4j.trigger.generator.pages;

import org.jspecify.annotations.NullMarked;
