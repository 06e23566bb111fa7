/** Sends questions to KEDA and to this library, and compares their answers. */
@NullMarked
package io.github.keda4j.conformance.compare;

import org.jspecify.annotations.NullMarked;
