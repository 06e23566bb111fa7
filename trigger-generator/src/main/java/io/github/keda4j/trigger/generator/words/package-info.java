/** Says in a reader's words what the catalogue says in its own: for messages, Javadoc and reference pages. */
@NullMarked
package io.github.keda4j.trigger.generator.words;

import org.jspecify.annotations.NullMarked;
