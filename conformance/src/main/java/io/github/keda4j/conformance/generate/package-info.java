/** Texts and values from chance, for questions. */
@NullMarked
package io.github.keda4j.conformance.generate;

import org.jspecify.annotations.NullMarked;
