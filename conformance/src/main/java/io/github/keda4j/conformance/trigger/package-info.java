/** Single triggers: accepted or refused, and their metrics. */
@NullMarked
package io.github.keda4j.conformance.trigger;

import org.jspecify.annotations.NullMarked;
