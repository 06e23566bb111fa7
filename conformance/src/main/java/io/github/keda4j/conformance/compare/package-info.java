/** Questions to KEDA and to this library, and what becomes of their answers. */
@NullMarked
package io.github.keda4j.conformance.compare;

import org.jspecify.annotations.NullMarked;
