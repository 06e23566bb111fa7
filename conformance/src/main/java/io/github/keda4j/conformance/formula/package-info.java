/** Formulas: this library's verdicts and results, compared with KEDA's. */
@NullMarked
package io.github.keda4j.conformance.formula;

import org.jspecify.annotations.NullMarked;
