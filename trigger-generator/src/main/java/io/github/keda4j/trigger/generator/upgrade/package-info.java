/** Compares the catalogue with the source of a KEDA release. */
@NullMarked
package io.github.keda4j.trigger.generator.upgrade;

import org.jspecify.annotations.NullMarked;
