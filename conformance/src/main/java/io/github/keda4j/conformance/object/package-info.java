/** Whole objects of KEDA's kinds, with what is around them. */
@NullMarked
package io.github.keda4j.conformance.object;

import org.jspecify.annotations.NullMarked;
