/** Writes the contents of the catalogue in words for readers: for messages, Javadoc and reference pages. */
@NullMarked
package io.github.keda4j.trigger.generator.words;

import org.jspecify.annotations.NullMarked;
