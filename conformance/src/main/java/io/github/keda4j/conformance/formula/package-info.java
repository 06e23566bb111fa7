/** Formulas: what this library says of one, and computes with it, beside KEDA. */
@NullMarked
package io.github.keda4j.conformance.formula;

import org.jspecify.annotations.NullMarked;
