/** Random texts and values for questions. */
@NullMarked
package io.github.keda4j.conformance.generate;

import org.jspecify.annotations.NullMarked;
