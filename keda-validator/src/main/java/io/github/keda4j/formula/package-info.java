/** KEDA's scaling formulas ({@code spec.advanced.scalingModifiers.formula}): checked, explained and evaluated. */
@NullMarked
package io.github.keda4j.formula;

import org.jspecify.annotations.NullMarked;
