/** Formulas compared with KEDA itself, which a program answers for over lines of JSON. */
@NullMarked
package io.github.keda4j.formula.conformance;

import org.jspecify.annotations.NullMarked;
